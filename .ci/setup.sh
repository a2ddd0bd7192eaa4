#!/usr/bin/env bash
# Makes a fresh machine ready: Python environment, system packages, front-end files.
#   .ci/setup.sh run     what running needs
#   .ci/setup.sh test    the same, and what only tests need
# Each step leaves a stamp, so a second call does nothing and takes a moment.
set -euo pipefail
cd "$(dirname "$0")/.."
purpose=${1:-run}

say() { printf '%s\n' "$*" >&2; }

# PDF: Pango's font access, the quick subsetter, and a Times-metric font that has all Vietnamese letters
# (Debian's fonts-liberation 1.07 has none of them).
packages=(libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation2)
requirements=requirements.txt
npm_arguments=(--omit=dev --omit=peer)
if [ "$purpose" = test ]; then
    packages+=(chromium poppler-utils softhsm2 qpdf fonts-noto-core
        libreoffice-writer-nogui libreoffice-calc-nogui tesseract-ocr tesseract-ocr-vie)
    requirements=requirements-dev.txt
    npm_arguments=(--omit=peer)
fi

# Install Debian packages, or print the one command that does it and stop.
install_packages() {
    local order="apt-get install -y --no-install-recommends $*"
    local runner=()
    if [ "$(id -u)" -ne 0 ]; then
        if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
            runner=(sudo -n)
        else
            say "Máy còn thiếu gói hệ thống. Chạy lệnh sau bằng quyền quản trị rồi thực hiện lại:"
            say "  sudo sh -c 'apt-get update && $order'"
            exit 1
        fi
    fi
    say "Cài gói hệ thống: $*"
    "${runner[@]}" apt-get update -qq </dev/null >/dev/null || say "apt-get update báo lỗi; thử cài tiếp."
    # shellcheck disable=SC2086 # the order is words
    if ! "${runner[@]}" env DEBIAN_FRONTEND=noninteractive $order -qq </dev/null >/dev/null; then
        say "Không cài được gói hệ thống. Kiểm tra kết nối tới kho Debian rồi chạy: $order"
        exit 1
    fi
}

missing_packages() {
    local name
    for name in "$@"; do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || printf '%s\n' "$name"
    done
}

find_python() {
    local name
    for name in python3.11 python3; do
        if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    say "Cần Python 3.11. Trên Debian 12, chạy bằng quyền quản trị: apt-get install -y python3"
    exit 1
}

has_environment() { [ -x .venv/bin/python ] && .venv/bin/python -m pip --version >/dev/null 2>&1; }

# 1. System packages, all in one order; Debian keeps the part of Python that makes environments in a package of its own
python=
if ! has_environment; then
    python=$(find_python)
    "$python" -c 'import ensurepip' 2>/dev/null || packages+=(python3-venv)
fi
if command -v dpkg-query >/dev/null; then
    mapfile -t missing < <(missing_packages "${packages[@]}")
    [ ${#missing[@]} -eq 0 ] || install_packages "${missing[@]}"
else
    say "Máy không dùng gói Debian; tự bảo đảm có Pango và phông Liberation 2. Lệnh kiểm tra: .venv/bin/python cli.py doctor"
fi

# 2. Python environment
if [ -n "$python" ]; then
    say "Tạo môi trường Python .venv"
    rm -rf .venv
    "$python" -m venv .venv
fi

# 3. Pinned Python packages; the stamp is a copy of the list, so a changed list is noticed whatever its date.
# The list for tests contains the list for running.
is_installed() { cmp -s "$1" ".venv/installed-$1"; }
if ! is_installed "$requirements" && ! { [ "$purpose" = run ] && is_installed requirements-dev.txt && is_installed requirements.txt; }; then
    say "Cài thư viện Python từ $requirements"
    .venv/bin/python -m pip install -qq --no-input --disable-pip-version-check --require-hashes -r "$requirements" </dev/null >&2
    cp requirements.txt .venv/installed-requirements.txt
    [ "$purpose" = run ] || cp requirements-dev.txt .venv/installed-requirements-dev.txt
fi

# 4. Front-end files
are_files_whole() { (cd tthc/static/vendor 2>/dev/null && sha256sum --check --quiet --status MANIFEST.sha256 2>/dev/null); }
stamp=node_modules/.installed-$purpose
if ! are_files_whole || ! { cmp -s package-lock.json "$stamp" || { [ "$purpose" = run ] && cmp -s package-lock.json node_modules/.installed-test; }; }; then
    say "Cài tệp giao diện từ package-lock.json"
    PATH="$PWD/.venv/bin:$PATH" .venv/bin/npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error "${npm_arguments[@]}" </dev/null >/dev/null
    .venv/bin/python .ci/front_end.py
    cp package-lock.json "$stamp"
fi
