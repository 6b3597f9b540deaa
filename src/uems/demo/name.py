"""Names of people who never were, in the manner of their country."""

from random import Random

_FAMILY_ZH = (
    "王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任沈姚卢"
    "姜崔钟谭陆汪范金石廖贾夏韦付方邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃"
)
_GIVEN_ZH = (
    "伟芳娜敏静丽强磊洋艳勇军杰娟涛明超霞平刚桂英华文玉兰红梅建国志鹏飞宇浩然子涵欣怡梓萱雨桐思远嘉宁晨曦若琳"
    "书瑶俊熙诗婷佳航一诺沐阳清越景行知夏云舟望舒南乔青禾"
)
_FAMILY_EN = (
    "Adler Bennett Blake Brooks Calder Chen Clarke Cole Dalton Doyle Ellis Faraday Finch Foster Grant Hale Harper "
    "Hayes Irwin Jensen Keane Khan Lang Lim Marsh Mercer Nair Nolan Ong Osborne Page Patel Quinn Reyes Rowe Shaw "
    "Singh Stone Tan Thorne Tran Turner Vance Wade Walsh Webb Wong Yates Young Zhou "
)
_GIVEN_EN = (
    "Ada Aaron Alice Amir Anna Asha Ben Bella Caleb Cara Chloe Daniel Dina Eli Ella Emma Ethan Farah Finn Grace "
    "Hannah Henry Ivy Jack James Jasmine Kai Kate Leo Liam Lucy Maya Mei Mia Nadia Noah Nora Oliver Omar Priya "
    "Rose Ruby Sam Sara Sofia Theo Tom Uma Vera Wei Will Xin Yasmin Zoe "
)
_FAMILIES, _GIVEN = _FAMILY_EN.split(), _GIVEN_EN.split()


def name(dice: Random, language: str) -> str:
    if language == "zh":
        given = dice.choice(_GIVEN_ZH) + (dice.choice(_GIVEN_ZH) if dice.random() < 0.8 else "")
        return dice.choice(_FAMILY_ZH) + given
    return f"{dice.choice(_GIVEN)} {dice.choice(_FAMILIES)}"


def birthday(dice: Random) -> str:
    """A date of birth between 1962 and 2006, most of them young."""
    year = int(dice.triangular(1962, 2007, 1996))
    return f"{year}-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}"
