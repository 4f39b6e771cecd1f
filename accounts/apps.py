"""Accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, people, identity."""

    name = "accounts"
