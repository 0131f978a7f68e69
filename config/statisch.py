from whitenoise.storage import CompressedManifestStaticFilesStorage


class Bestanden(CompressedManifestStaticFilesStorage):
    """Static files under names that change with their content, also where one script imports another."""

    support_js_module_import_aggregation = True
