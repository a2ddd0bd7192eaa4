# Two commands matter: `make run` opens the program with its demonstration, `make test` proves it.
.DEFAULT_GOAL := help
.PHONY: help run setup reset check test test-long bench
PYTHON := .venv/bin/python

help: ## In danh sách lệnh
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 18

run: ## Cài đặt nếu cần rồi mở chương trình với dữ liệu trình diễn (PORT=8001 đổi cổng)
	@.ci/setup.sh run
	@$(PYTHON) cli.py serve --demo

setup: ## Chỉ cài đặt
	@.ci/setup.sh run

reset: ## Xóa dữ liệu trình diễn để bắt đầu lại
	@.ci/setup.sh run
	@$(PYTHON) cli.py reset

check: ## Kiểm tra mã nguồn: ruff, định dạng, kiểu, tầng, tests/house
	@.ci/setup.sh test
	@.ci/check.sh

test: check ## Kiểm tra tất cả, kể cả trình duyệt
	$(PYTHON) -m pytest tests --ignore=tests/house -m "not long and not browser" -n 2 -q
	$(PYTHON) -m pytest tests/browser -m "not long" -n 2 --dist loadfile -q

test-long: test ## Thêm các kiểm tra nhiều phút
	$(PYTHON) -m pytest tests -m long -q || [ $$? -eq 5 ] # 5: nothing is marked long

bench: ## Đo tốc độ đọc kế hoạch 60 trang, rồi với 1, 20 và 200 xã
	@.ci/setup.sh run
	@$(PYTHON) cli.py bench reading
	@$(PYTHON) cli.py bench run
