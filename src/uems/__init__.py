"""UEMS, the User Engineering Management System 用户工程管理系统."""

__version__ = "0.1.0"
