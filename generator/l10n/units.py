"""Units of figures and what they are called: by CLDR, by the interface's catalog, or by a symbol."""

from __future__ import annotations

from decimal import Decimal

UNITS = {
    "t": "mass-tonne", "kg": "mass-kilogram", "g": "mass-gram", "[lb_av]": "mass-pound", "[oz_av]": "mass-ounce",
    "mm": "length-millimeter", "cm": "length-centimeter", "m": "length-meter", "km": "length-kilometer",
    "[mi_i]": "length-mile", "[ft_i]": "length-foot", "[in_i]": "length-inch", "[nmi_i]": "length-nautical-mile",
    "m2": "area-square-meter", "km2": "area-square-kilometer", "har": "area-hectare", "[acr_us]": "area-acre",
    "[mi_us]2": "area-square-mile", "[sft_i]": "area-square-foot",
    "L": "volume-liter", "m3": "volume-cubic-meter", "km3": "volume-cubic-kilometer", "bbl": "volume-barrel",
    "[gal_us]": "volume-gallon",
    "s": "duration-second", "min": "duration-minute", "h": "duration-hour", "d": "duration-day",
    "wk": "duration-week", "mo": "duration-month", "a": "duration-year", "10.a": "duration-decade",
    "W": "power-watt", "kW": "power-kilowatt", "MW": "power-megawatt", "GW": "power-gigawatt",
    "kW.h": "energy-kilowatt-hour", "J": "energy-joule", "kJ": "energy-kilojoule", "kcal": "energy-kilocalorie",
    "Cel": "temperature-celsius", "[degF]": "temperature-fahrenheit", "K": "temperature-kelvin",
    "km/h": "speed-kilometer-per-hour", "m/s": "speed-meter-per-second", "[mi_i]/h": "speed-mile-per-hour",
    "B": "digital-byte", "kB": "digital-kilobyte", "MB": "digital-megabyte", "GB": "digital-gigabyte",
    "TB": "digital-terabyte", "V": "electric-volt", "A": "electric-ampere", "Hz": "frequency-hertz",
}  # fmt: skip
"""UCUM code -> name of the unit in CLDR."""

MULTIPLES = {"10*9.m3": (Decimal(10) ** 9, "m3")}
"""Code of a unit with a factor -> the factor and the unit that has a name."""

SYMBOLS = {"MW.h": "MWh", "GW.h": "GWh", "TW.h": "TWh"}
"""Code of a unit that CLDR has no name for -> its symbol, the same in all languages."""


def _noun(one: str, many: str) -> tuple[str, str]:
    """Marks the two forms of a counted noun for extraction."""
    return one, many


NOUNS = {
    "t": _noun("%(number)s tonne", "%(number)s tonnes"),
    "pp": _noun("%(number)s percentage point", "%(number)s percentage points"),
    "{vehicle}": _noun("%(number)s vehicle", "%(number)s vehicles"),
    "{person}": _noun("%(number)s person", "%(number)s people"),
    "{household}": _noun("%(number)s household", "%(number)s households"),
    "{job}": _noun("%(number)s job", "%(number)s jobs"),
    "{country}": _noun("%(number)s country", "%(number)s countries"),
    "{company}": _noun("%(number)s company", "%(number)s companies"),
    "{flight}": _noun("%(number)s flight", "%(number)s flights"),
    "{ship}": _noun("%(number)s ship", "%(number)s ships"),
    "{aircraft}": _noun("%(number)s aircraft", "%(number)s aircraft"),
    "{time}": _noun("%(number)s time", "%(number)s times"),
}
"""Unit -> what is counted, in the interface's catalog because CLDR has no nouns (and calls the tonne a metric ton)."""
