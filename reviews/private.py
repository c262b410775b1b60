"""Texts of this app that must never leave it."""

from measures.registries import PrivateText, private_texts


def register() -> None:
    """Put them into the registry; called once when the app is ready."""
    private_texts.register(
        PrivateText(
            "reviews.ReviewPoint", ("text",),
            "About a need of one leader (M28): that leader, the area manager and the named coach "
            "see it, and it is deleted after the following half-year.",
        )
    )
