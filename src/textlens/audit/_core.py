"""The checks that come with the core."""

from __future__ import annotations

from collections.abc import Mapping

from textlens.audit import _answers, _claims, _descriptions, _reasons
from textlens.audit._catalogue import load_catalogue
from textlens.audit._check import Desk, Look, SourcingCheck

__all__ = ["core_checks"]


def _looks() -> Mapping[str, Look]:
    return {
        "audit.lead-unnamed": _claims.lead_unnamed,
        "audit.single-source": _claims.single_source,
        "audit.bare-description": _descriptions.bare_description,
        "audit.no-reason": _reasons.no_reason,
        "audit.boilerplate-reason": _reasons.boilerplate_reason,
        "audit.plural-for-one": _descriptions.plural_for_one,
        "audit.unnamed-direct-quotation": _claims.unnamed_direct_quotation,
        "audit.unnamed-opinion": _claims.unnamed_opinion,
        "audit.declined-and-quoted": _answers.declined_and_quoted,
        "audit.no-corroboration": _claims.no_corroboration,
        "audit.corroboration": _claims.corroboration,
        "audit.veiled-attribution": _claims.veiled_attribution,
        "audit.relayed-unmarked": _descriptions.relayed_unmarked,
        "audit.party-not-asked": _answers.party_not_asked,
        "audit.spokesperson-anonymity": _descriptions.spokesperson_anonymity,
    }


def core_checks() -> tuple[SourcingCheck, ...]:
    """Return the checks that come with the core, in the order of the catalogue."""
    looks, desk = _looks(), Desk()
    return tuple(
        SourcingCheck(entry, looks[name], desk) for name, entry in load_catalogue().items()
    )
