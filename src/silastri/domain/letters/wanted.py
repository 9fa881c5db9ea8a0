"""The products that a case is to bring: those whose condition holds; one for each item of a list, where it is so."""

from collections.abc import Iterator

from silastri.domain.case.facts import Facts
from silastri.domain.definition.standard import Product, Standard

_ITEM = ":"  # between the key of a product and the number of its item, in the key of a letter


def wanted(standard: Standard, facts: Facts) -> list[Product]:
    """Raises ConditionFailed."""
    return [one for product in standard.products for one in _each(product, facts)]


def base(key: str) -> str:
    """The key of the product that a letter of that key is of."""
    return key.partition(_ITEM)[0]


def of_letter(standard: Standard, key: str) -> Product | None:
    """The product that a letter of that key is of, as ``wanted`` gives it."""
    product = next((product for product in standard.products if product.key == base(key)), None)
    _, _, number = key.partition(_ITEM)
    return _numbered(product, int(number)) if product and number.isdigit() else product


def item_facts(standard: Standard, key: str, facts: Facts) -> Facts:
    """What a letter of one item may ask besides: the item, and its number in the list."""
    product = next((product for product in standard.products if product.key == base(key)), None)
    _, _, number = key.partition(_ITEM)
    if product is None or product.per is None or not number.isdigit():
        return {}
    return _item(product.per.value(facts)[int(number) - 1], int(number))


def _each(product: Product, facts: Facts) -> Iterator[Product]:
    if product.per is None:
        if product.applies(facts):
            yield product
        return
    for number, thing in enumerate(product.per.value(facts), start=1):
        if product.applies(facts | _item(thing, number)):
            yield _numbered(product, number)


def _item(thing: object, number: int) -> Facts:
    return {"butir": thing, "nomor_butir": number}


def _numbered(product: Product, number: int) -> Product:
    return product.model_copy(update={"key": f"{product.key}{_ITEM}{number}", "name": f"{product.name} ({number})"})
