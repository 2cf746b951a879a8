from .switches import enable, is_enabled
