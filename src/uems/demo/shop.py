"""What the made-up shop sells, where its people come from, and by which channels."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """Something on sale, in yuan: a thing of the shop, or a course with so many lessons."""

    id: str
    zh: str
    en: str
    category: str
    price: int
    lessons: int = 0

    @property
    def line(self) -> str:
        return "course" if self.lessons else "shop"


GOODS = (
    Item("kettle", "手冲咖啡壶", "pour-over kettle", "kitchen", 239),
    Item("beans", "云南日晒咖啡豆", "Yunnan coffee beans", "food", 68),
    Item("tea", "凤凰单丛茶", "Dancong oolong tea", "food", 129),
    Item("mug", "景德镇马克杯", "Jingdezhen mug", "kitchen", 89),
    Item("lamp", "护眼台灯", "reading lamp", "home", 199),
    Item("blanket", "羊毛盖毯", "wool blanket", "home", 329),
    Item("notebook", "线装笔记本", "thread-bound notebook", "stationery", 39),
    Item("pen", "暗尖钢笔", "hooded fountain pen", "stationery", 159),
    Item("incense", "线香礼盒", "incense gift box", "home", 118),
    Item("knife", "三德厨刀", "santoku knife", "kitchen", 268),
    Item("towel", "长绒棉浴巾", "long-staple bath towel", "home", 79),
    Item("brush", "狼毫毛笔", "weasel-hair brush", "stationery", 56),
)
COURSES = (
    Item("latte-art", "拉花入门", "latte art for beginners", "coffee", 99, 8),
    Item("calligraphy", "书法三十天", "thirty days of calligraphy", "writing", 149, 12),
    Item("home-photo", "手机拍好家常菜", "food photography by phone", "photo", 129, 10),
    Item("tea-tasting", "六大茶类品鉴", "tasting the six teas", "tea", 199, 10),
    Item("knife-skills", "刀工基本功", "knife skills", "cooking", 79, 6),
    Item("mandarin", "旅行中文", "Chinese for travellers", "language", 259, 16),
)


@dataclass(frozen=True, slots=True)
class Country:
    """`share` of the people; `shift` = hours to add to a local hour of the day to have the hour in Shanghai."""

    code: str
    language: str
    region: str
    share: float
    shift: int


COUNTRIES = (
    Country("CN", "zh", "east", 0.68, 0),
    Country("SG", "en", "overseas", 0.09, 0),
    Country("MY", "zh", "overseas", 0.07, 0),
    Country("US", "en", "overseas", 0.09, 12),
    Country("GB", "en", "overseas", 0.07, 7),
)


@dataclass(frozen=True, slots=True)
class Channel:
    """`share` of the newcomers who were not invited; `price` = yuan a click, 0 = not an ad."""

    name: str
    share: float
    price: float
    loyalty: float
    campaigns: tuple[str, ...] = ("",)


CHANNELS = (
    Channel("wechat_ads", 0.20, 1.9, 1.0, ("双十一预热", "会员日", "新人礼")),
    Channel("douyin", 0.22, 1.2, 0.7, ("达人种草", "直播间", "短视频挑战")),
    Channel("xiaohongshu", 0.13, 1.5, 1.1, ("笔记合作", "好物清单")),
    Channel("google_ads", 0.10, 2.8, 0.9, ("autumn_sale", "learn_online")),
    Channel("organic", 0.20, 0.0, 1.2),
    Channel("direct", 0.15, 0.0, 1.3),
)
REFERRAL = Channel("referral", 0.0, 0.0, 1.25, ("invite_a_friend",))
BRAND_PRICE = 4.6
"""Yuan a click of the brand's own name in a search engine."""
BRAND_CAMPAIGN = "brand_keywords"

PLATFORMS = ("android", "ios", "web", "mini_program")
PLATFORM_SHARES = {"east": (0.36, 0.24, 0.12, 0.28), "overseas": (0.34, 0.38, 0.28, 0.0)}

RELEASES = (("5.0.0", 200), ("5.1.0", 64), ("5.2.0", 30))
"""Versions of the two apps, each with how many days before the end it came out."""
HOSTED = {"web": "web-2026.9", "mini_program": "mp-3.8"}
