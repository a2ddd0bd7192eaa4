"""What the journeys need besides the browser: files to hand in, programs that judge what came out."""

import shutil
import subprocess
import zipfile

from tests.browser.serving import order

TEST_CA = "root_cert.pem"


def small_pdf(folder, name="bao-cao.pdf"):
    """A file of a kind that is accepted."""
    place = folder / name
    place.write_bytes(
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R/Size 4>>\n%%EOF\n"
    )
    return place


def pdfsig(file):
    """What poppler, a program that is not ours, says of the signatures."""
    assert shutil.which("pdfsig"), "pdfsig is missing: run `make setup`"
    return subprocess.run(["pdfsig", "-nocert", str(file)], capture_output=True, text=True, check=False).stdout


def judge(instance, file):
    """`cli.py report verify`."""
    return order(instance, "report", "verify", "--anchors", str(instance / "demo-ca"), str(file))


def flipped(file):
    """The same file with one bit of its text turned."""
    content = bytearray(file.read_bytes())
    content[len(content) // 3] ^= 1
    place = file.with_name("flipped-" + file.name)
    place.write_bytes(bytes(content))
    return place


def assert_signed(instance, file, signatures=1):
    """Both judges find every signature valid, and both find one turned bit."""
    said = judge(instance, file)
    assert said.returncode == 0, said.stdout + said.stderr
    assert "Kết luận: HỢP LỆ" in said.stdout
    assert said.stdout.count("Chữ ký ") >= signatures
    assert pdfsig(file).count("Signature is Valid.") >= signatures
    wrong = flipped(file)
    assert judge(instance, wrong).returncode == 1
    assert "Signature is Valid." not in pdfsig(wrong)


def unpack(package, folder):
    """The archive as a person unpacks it: one folder with a manifest."""
    with zipfile.ZipFile(package) as content:
        content.extractall(folder)
    (manifest,) = folder.rglob("MANIFEST.sha256")
    return manifest.parent


def assert_intact(instance, archive):
    """`cli.py archive verify` and `sha256sum -c` both pass, and both find one changed sign."""
    assert order(instance, "archive", "verify", str(archive)).returncode == 0
    sums = ["sha256sum", "--quiet", "-c", "MANIFEST.sha256"]
    assert subprocess.run(sums, cwd=archive, check=False, capture_output=True).returncode == 0
    victim = archive / "index.html"
    before = victim.read_bytes()
    victim.chmod(0o644)
    victim.write_bytes(before.replace(b"2024", b"2025", 1))
    assert order(instance, "archive", "verify", str(archive)).returncode == 1
    assert subprocess.run(sums, cwd=archive, check=False, capture_output=True).returncode != 0
    victim.write_bytes(before)
