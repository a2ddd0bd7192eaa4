"""Forms of the door; passwords are taken exactly as typed."""

from __future__ import annotations

from wtforms import HiddenField, StringField
from wtforms.validators import EqualTo, InputRequired

from tthc.web.forms import Form, SecretField

_REPEAT = EqualTo("password", "Hai lần nhập mật khẩu mới chưa giống nhau.")
_NEW = InputRequired("Nhập mật khẩu mới.")
_HINT = "Ít nhất 12 ký tự (lãnh đạo và quản trị: 15). Nên dùng một câu gồm nhiều từ, có thể có dấu và khoảng trắng."


class SignInForm(Form):
    """Name and password; `tiep` is where to go afterwards."""

    username = StringField("Tên đăng nhập", [InputRequired("Nhập tên đăng nhập.")])
    password = SecretField("Mật khẩu", [InputRequired("Nhập mật khẩu.")])
    tiep = HiddenField()


class PasswordForm(Form):
    """One's own new password."""

    current = SecretField("Mật khẩu hiện tại", [InputRequired("Nhập mật khẩu hiện tại.")])
    password = SecretField("Mật khẩu mới", [_NEW], description=_HINT)
    repeat = SecretField("Nhập lại mật khẩu mới", [_REPEAT])


class CodeForm(Form):
    """A one-use code, and the password that takes its place."""

    username = StringField("Tên đăng nhập", [InputRequired("Nhập tên đăng nhập.")])
    code = SecretField("Mã một lần", [InputRequired("Nhập mã một lần.")], description="Mã do người quản trị cấp, hoặc mật khẩu hiện tại.")
    password = SecretField("Mật khẩu mới", [_NEW], description=_HINT)
    repeat = SecretField("Nhập lại mật khẩu mới", [_REPEAT])
