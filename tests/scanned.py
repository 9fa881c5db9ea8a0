"""What a camera reads from a paper."""

import pypdfium2
import zxingcpp
from PIL import Image, ImageFilter


def scanned(pdf: bytes, dpi: int = 150, turned: float = 0, blur: float = 0) -> str:
    """The QR of the first page; turned by degrees, blurred by pixels of 150 dpi. In one QR of two hundred the reader
    would find a bar code too, were it asked for any kind."""
    sheet = pypdfium2.PdfDocument(pdf)[0].render(scale=dpi / 72).to_pil().convert("L")
    sheet = sheet.rotate(turned, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
    sheet = sheet.filter(ImageFilter.GaussianBlur(blur * dpi / 150))
    return "".join(code.text for code in zxingcpp.read_barcodes(sheet, formats=zxingcpp.BarcodeFormat.QRCode))
