"""`{{ minuten|duur }}`: minutes as people say them."""

from django import template

from kern.duur import format_duur

register = template.Library()
register.filter("duur", format_duur)
