from rest_framework.metadata import BaseMetadata


class Methoden(BaseMetadata):
    """OPTIONS says in its header Allow what can be done here. The description is openapi.json, not our docstrings."""

    def determine_metadata(self, request: object, view: object) -> dict[str, object]:
        return {}
