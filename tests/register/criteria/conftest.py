"""Speed is for benchmarks: a property that holds slowly, on a busy machine, still holds."""

from hypothesis import HealthCheck, settings

settings.register_profile("zonder-klok", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("zonder-klok")
