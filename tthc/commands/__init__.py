"""The command line: a flat table of commands, each loaded only when it is called, so that `--help` needs nothing."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from tthc.kernel.errors import BadInput, DomainError

if TYPE_CHECKING:
    from flask import Flask

# name -> (module below tthc.commands, one line for `--help`); the module holds a click command called `command`.
COMMANDS: dict[str, tuple[str, str]] = {
    "archive": ("archive", "Xuất và kiểm tra hồ sơ lưu trữ của một năm."),
    "audit": ("audit", "Kiểm tra chuỗi nhật ký hệ thống."),
    "bench": ("bench", "Tạo dữ liệu lớn và đo tốc độ."),
    "calendar": ("calendar", "Ngày chốt số liệu và hạn gửi báo cáo."),
    "criteria": ("criteria", "Bộ tiêu chí: liệt kê, dùng bộ có sẵn, nhập, xuất."),
    "demo": ("demo", "Nạp hoặc xóa dữ liệu trình diễn."),
    "doctor": ("doctor", "Kiểm tra máy chủ, phông chữ, cơ sở dữ liệu, chữ ký."),
    "migrate": ("migrate", "Đưa cơ sở dữ liệu lên phiên bản của chương trình."),
    "people": ("people", "Đơn vị, người dùng, vị trí công tác và vai trò."),
    "plan": ("plan", "Đọc và nhập văn bản kế hoạch."),
    "postings": ("postings", "Lập bộ trang công khai thủ tục, kiểm tra niêm yết."),
    "registers": ("registers", "Sổ theo dõi: liệt kê, nhập, xuất, kiểm tra."),
    "report": ("report", "Kiểm tra báo cáo đã ký."),
    "reset": ("reset", "Xóa dữ liệu trình diễn để bắt đầu lại."),
    "routes": ("routes", "In danh sách địa chỉ của chương trình."),
    "serve": ("serve", "Khởi động máy chủ web và tiến trình nền."),
    "worker": ("worker", "Khởi động riêng tiến trình nền."),
}


@dataclass(frozen=True)
class Entrance:
    """What cli.py hands in: how to build the application, and the tools that need no configuration."""

    create_app: Callable[[], Flask]
    bare_tools: Callable[[], Any]


def entrance() -> Entrance:
    """What cli.py handed in."""
    found = click.get_current_context().find_object(Entrance)
    if found is None:
        raise RuntimeError("cli.py hands an Entrance to the group")
    return found


class LazyGroup(click.Group):
    """Lists the table; imports one module when its command is called; turns a DomainError into its sentence."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        if cmd_name not in COMMANDS:
            return None
        loaded: click.Command = import_module(f"tthc.commands.{COMMANDS[cmd_name][0]}").command
        return loaded

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Lệnh"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in self.list_commands(ctx)])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except click.exceptions.NoArgsIsHelpError:
            raise
        except click.UsageError as error:
            _stop(_usage(error), 2)
        except DomainError as error:
            _stop(str(error), 2 if isinstance(error, BadInput) else 1)
        except OSError as error:
            if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
                raise
            _stop("Ổ đĩa đã đầy, chưa ghi được gì. Giải phóng dung lượng rồi thực hiện lại.", 1)


def _usage(error: click.UsageError) -> str:
    """What was typed wrong, in Vietnamese, and where to read how it is typed."""
    where = error.ctx.command_path if error.ctx else "cli.py"
    name = error.param.get_error_hint(error.ctx) if isinstance(error, click.BadParameter) and error.param else ""
    if isinstance(error, click.MissingParameter):
        words = f"Thiếu {name}."
    elif isinstance(error, click.NoSuchOption):
        words = f"Không có tùy chọn {error.option_name}."
    elif isinstance(error, click.BadParameter) and error.param and isinstance(error.param.type, click.Choice):
        words = f"Giá trị của {name} phải là một trong: {', '.join(error.param.type.choices)}."
    elif isinstance(error, click.BadParameter):
        words = f"Giá trị của {name} không dùng được: {error.message}"
    elif isinstance(error.ctx and error.ctx.command, click.Group):
        words = "Không có lệnh này."
    else:
        words = f"Lệnh chưa đúng: {error.message}"
    return f"{words}\nXem cách dùng: {where} --help"


def _stop(sentence: str, code: int) -> None:
    click.echo(sentence, err=True)
    sys.exit(code)


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 140})
def group() -> None:
    """Phần mềm theo dõi kế hoạch kiểm soát thủ tục hành chính của xã, phường."""
