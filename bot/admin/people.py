"""What admins see and change of people and their circles; all in the state's thread."""

import time
from collections.abc import Sequence

from bot.message import Action, Option, Reply, Verb
from bot.rights.access import Role
from bot.rights.audience import Circle
from bot.state.audit import Deed
from bot.state.people import Person
from bot.state.state import State
from bot.wording import general as wording
from bot.wording import office as wording_office
from knowledge.text import fold

# People on one page of a list; those offered to join a circle.
PAGE_LENGTH = 8
# Characters of a key that tell people of one name apart; the label of a dismissal that was
# confirmed.
_KEY_END, _SURE = 4, "sure"


class People:
    """Answers an admin's commands and buttons about people."""

    def __init__(self, fixed: Sequence[str]) -> None:
        """Args: fixed: Admins by the settings, who cannot be changed here."""
        self._fixed = frozenset(fixed)

    def list_people(self, state: State, words: str, page: int) -> Reply:
        """One page of those who were admitted, and whose name or key has the words."""
        everyone = state.people.register()
        found = [person for person in everyone if fold(words) in fold(person.shown)]
        if not everyone:
            return Reply.say(wording_office.PEOPLE_NONE)
        if not found:
            told = wording_office.PEOPLE_NOT_FOUND.format(words=words, count=len(everyone))
            return Reply.say(told)
        page = min(max(page, 0), (len(found) - 1) // PAGE_LENGTH)
        head = wording_office.PEOPLE_FOUND if words else wording_office.PEOPLE_HEAD
        lines, options = [head.format(count=len(found), words=words)], []
        shown = found[page * PAGE_LENGTH : (page + 1) * PAGE_LENGTH]
        for number, person in enumerate(shown, start=1):
            lines.append(f"{number}. {_described(person)}")
            action = Action(verb=Verb.PERSON, text=person.user)
            label = f"{number}. {_called(person, everyone)}"
            options.append(Option(label=label, action=action, wide=True, listed=True))
        for label, to in ((wording.FEWER_PLANS, page - 1), (wording.MORE_PLANS, page + 1)):
            if 0 <= to * PAGE_LENGTH < len(found):
                turn = Action(verb=Verb.PEOPLE, text=words, page=to)
                options.append(Option(label=label, action=turn))
        return _in_place("\n".join(lines), options)

    def show_person(self, state: State, user: str) -> Reply:
        """A person, with what can be done about them."""
        person = _person(state, user)
        if person is None:
            return Reply.say(wording_office.PERSON_GONE)
        circles = state.audiences.circles()
        inside = [circle for circle in circles if user in circle.members]
        lines = [_described(person)]
        if inside:
            names = ", ".join(circle.name for circle in inside)
            lines.append(wording_office.PERSON_CIRCLES.format(circles=names))
        other = Role.READER if person.role == Role.ADMIN else Role.ADMIN
        label = wording_office.MAKE_READER if other is Role.READER else wording_office.MAKE_ADMIN
        change = Action(verb=Verb.ROLE, text=user, label=other.value)
        options = [
            Option(label=label, action=change),
            Option(label=wording_office.DISMISS, action=Action(verb=Verb.DISMISS, text=user)),
        ]
        for circle in circles:
            verb = Verb.LEAVE if circle in inside else Verb.JOIN
            told = wording_office.LEAVE_CIRCLE if circle in inside else wording_office.JOIN_CIRCLE
            action = Action(verb=verb, text=user, label=circle.key)
            options.append(Option(label=told.format(name=circle.name), action=action, wide=True))
        return _in_place("\n".join(lines), options)

    def change(self, state: State, action: Action, by: str) -> Reply:
        """Another role for a person, or none any more."""
        person = _person(state, action.text)
        if person is None:
            return Reply.say(wording_office.PERSON_GONE)
        if person.user == by:
            return Reply.say(wording_office.NOT_YOURSELF)
        if person.user in self._fixed:
            return Reply.say(wording_office.FIXED_ADMIN.format(name=person.shown))
        if action.verb is Verb.DISMISS and not action.label:
            return _ask_to_dismiss(person)
        if action.verb is Verb.DISMISS:
            state.people.dismiss(person.user)
            state.audit.record(by, Deed.DISMISSED, person.shown, time.time())
            return _in_place(wording_office.DISMISSED.format(name=person.shown), [])
        role = Role(action.label)
        state.people.change_role(person.user, role)
        about = wording_office.PERSON.format(name=person.shown, role=wording.ROLES[role.value])
        state.audit.record(by, Deed.ROLE, about, time.time())
        told = wording_office.ROLE_CHANGED.format(name=person.shown, role=wording.ROLES[role.value])
        card = self.show_person(state, person.user)
        return _in_place(told, card.options)

    def list_circles(self, state: State) -> Reply:
        """All circles, to pick one."""
        circles = state.audiences.circles()
        if not circles:
            return Reply.say(wording_office.CIRCLES_NONE)
        lines, options = [wording_office.CIRCLES_HEAD.format(count=len(circles))], []
        for number, circle in enumerate(circles, start=1):
            count = len(circle.members)
            line = wording_office.CIRCLE_LINE.format(number=number, name=circle.name, count=count)
            lines.append(line)
            action = Action(verb=Verb.CIRCLE, label=circle.key)
            options.append(Option(label=line, action=action, wide=True, listed=True))
        return _in_place("\n".join(lines), options)

    def show_circle(self, state: State, key: str) -> Reply:
        """A circle and its people, to take in others or let some go."""
        circle = next((c for c in state.audiences.circles() if c.key == key), None)
        if circle is None:
            return Reply.say(wording_office.CIRCLE_GONE)
        people = state.people.register()
        inside = [person for person in people if person.user in circle.members]
        outside = [person for person in people if person.user not in circle.members]
        plans = sum(key in each.circles for each in state.audiences.restrictions())
        head = wording_office.CIRCLE if inside else wording_office.CIRCLE_EMPTY
        lines = [head.format(name=circle.name, count=len(inside), plans=plans)]
        lines += [f"• {person.shown}" for person in inside]
        options = [
            _membership(circle, Verb.LEAVE, person, wording_office.LEAVE, people)
            for person in inside
        ]
        options += [
            _membership(circle, Verb.JOIN, person, wording_office.JOIN, people)
            for person in outside[:PAGE_LENGTH]
        ]
        dissolve = Action(verb=Verb.DISSOLVE, label=key)
        options.append(Option(label=wording_office.DISSOLVE, action=dissolve))
        return _in_place("\n".join(lines), options)

    def change_circle(self, state: State, action: Action, by: str) -> Reply:
        """Somebody joins or leaves a circle; shows what the button stood under."""
        circle = next((c for c in state.audiences.circles() if c.key == action.label), None)
        person = _person(state, action.text)
        if circle is None:
            return Reply.say(wording_office.CIRCLE_GONE)
        if person is None:
            return Reply.say(wording_office.PERSON_GONE)
        joins = action.verb is Verb.JOIN
        if joins:
            state.audiences.join(action.text, action.label)
        else:
            state.audiences.leave(action.text, action.label)
        deed, about = Deed.JOINED if joins else Deed.LEFT, f"“{circle.name}”: {person.shown}"
        state.audit.record(by, deed, about, time.time())
        if action.page:
            return self.show_circle(state, action.label)
        return self.show_person(state, action.text)

    def dissolve(self, state: State, key: str) -> Reply:
        """Forget a circle."""
        circle = next((c for c in state.audiences.circles() if c.key == key), None)
        if circle is None:
            return Reply.say(wording_office.CIRCLE_GONE)
        if not state.audiences.dissolve(key):
            return Reply.say(wording_office.IN_USE.format(name=circle.name))
        return _in_place(wording_office.DISSOLVED.format(name=circle.name), [])


def _person(state: State, user: str) -> Person | None:
    return next((each for each in state.people.register() if each.user == user), None)


def _described(person: Person) -> str:
    role = wording.ROLES[person.role]
    return wording_office.PERSON.format(name=person.shown, role=role)


def _called(person: Person, everyone: Sequence[Person]) -> str:
    """What a person is called on a button: the name, with the end of the key where two share it."""
    if person.name is None:
        return person.user
    same = [each.user for each in everyone if each.name == person.name]
    if len(same) == 1:
        return person.name
    ends = [user.rpartition(":")[2][-_KEY_END:] for user in same]
    end = person.user.rpartition(":")[2][-_KEY_END:]
    if ends.count(end) > 1:
        return person.shown
    return wording_office.NAMESAKE.format(name=person.name, key=end)


def _ask_to_dismiss(person: Person) -> Reply:
    sure = Action(verb=Verb.DISMISS, text=person.user, label=_SURE)
    keep = Action(verb=Verb.PERSON, text=person.user)
    options = [
        Option(label=wording_office.DISMISS, action=sure),
        Option(label=wording_office.KEEP_AS_IT_IS, action=keep),
    ]
    return _in_place(wording_office.DISMISS_ASK.format(name=person.shown), options)


def _membership(
    circle: Circle, verb: Verb, person: Person, label: str, everyone: Sequence[Person]
) -> Option:
    # The page tells that the button stands under a circle and not under a person.
    action = Action(verb=verb, text=person.user, label=circle.key, page=1)
    return Option(label=label.format(name=_called(person, everyone)), action=action, wide=True)


def _in_place(text: str, options: Sequence[Option]) -> Reply:
    said = Reply.say(text, *options)
    return Reply(blocks=said.blocks, options=said.options, in_place=True)
