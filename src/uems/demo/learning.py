"""Following a course: lessons, stuttering videos, paying for the rest of it, and the end of it."""

from uems.demo import shop
from uems.demo.opinion import review, suffers, ticket
from uems.demo.visit import Visit, about, named, page, tell, words


def learn(visit: Visit) -> bool:
    """One visit to the courses; True when the person now wants to pay for theirs."""
    dice, memory = visit.dice, visit.memory
    visit.base["business_line"] = "course"
    page(visit, "/courses", words(visit, "课程", "Courses"), 18)
    if memory.course < 0:
        course = int(dice.random() * len(shop.COURSES))
        page(visit, f"/courses/{shop.COURSES[course].id}", named(visit, shop.COURSES[course]), 50)
        tell(visit, "product_viewed", about(visit, shop.COURSES[course]), 300)
        if not memory.signed or dice.random() > 0.5:
            return False
        memory.course, memory.lessons, memory.owns = course, 0, False
        tell(visit, "course_started", {"course_id": shop.COURSES[course].id}, 2_000)
    return _lessons(visit, shop.COURSES[memory.course])


def _lessons(visit: Visit, course: shop.Item) -> bool:
    """Lessons one after the other; the first two are free."""
    dice, memory = visit.dice, visit.memory
    bad, stutter = suffers(visit), visit.truths.stutter.lesson
    for _ in range(1 + int(dice.random() * 2.5)):
        if memory.lessons >= 2 and not memory.owns:
            return dice.random() < 0.45
        memory.lessons += 1
        path = f"/courses/{course.id}/lessons/{memory.lessons}"
        page(visit, path, f"{named(visit, course)} {memory.lessons}", 240 if bad else 420)
        said = {"course_id": course.id, "lesson": memory.lessons, "progress": round(memory.lessons / course.lessons, 2)}
        if dice.random() < (stutter.given if bad else stutter.without):
            tell(visit, "video_stutter", {**said, "stalls": 1 + int(dice.expovariate(1 / 4))}, 200)
            if dice.random() < 0.12:
                ticket(visit, "stutter", named(visit, course))
        tell(visit, "lesson_completed", said, 500)
        if memory.lessons >= course.lessons:
            tell(visit, "course_completed", {"course_id": course.id}, 300)
            review(visit, course)
            memory.course, memory.lessons = -1, 0
            return False
    if dice.random() < 0.06:
        review(visit, course)
    return False
