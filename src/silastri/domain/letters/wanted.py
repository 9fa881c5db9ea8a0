"""The products that a case is to make: those whose condition holds, some of them once for each item of a list."""

from collections.abc import Iterator

from silastri.domain.case.facts import Facts
from silastri.domain.definition.standard import Product, Standard
from silastri.domain.number import sent_back

_ITEM = ":"  # between the key of a product and the number of its item, in the key of a letter


def wanted(standard: Standard, facts: Facts) -> list[Product]:
    """The products of this case. Raises ConditionFailed."""
    return [one for product in standard.products for one in _each(product, facts)]


def base(key: str) -> str:
    """The key of the product in the key of a letter."""
    return key.partition(_ITEM)[0]


def of_letter(standard: Standard, key: str) -> Product | None:
    """The product of the letter with that key, in the form that ``wanted`` gives it."""
    product = next((product for product in standard.products if product.key == base(key)), None)
    number = _number(key)
    return _numbered(product, number) if product and number > 0 else product


def item_facts(standard: Standard, key: str, facts: Facts) -> Facts:
    """Further facts for the letter of one item: the item, and its number in the list."""
    product = next((product for product in standard.products if product.key == base(key)), None)
    number = _number(key)
    if product is None or product.per is None or number < 1:
        return {}
    items = product.per.value(facts)
    return _item(items[number - 1], number) if number <= len(items) else {}


def _number(key: str) -> int:
    """The number of the item in the key of a letter, or -1: the key may come from an address."""
    return sent_back(key.partition(_ITEM)[2])


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
