"""The filter panel as a person uses it: clicks, keys and typed dates become wishes."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.builders import make_dataset, small_dataset
from tests.pointer import move
from timeline_app.core.clauses import Filter, TimeClause, ValueClause, with_time, with_value
from timeline_app.core.projection import project
from timeline_app.models.facet_model import FacetRole
from timeline_app.views.filter_panel import FilterPanel

SMALL = small_dataset()
LONG = make_dataset(
    *(
        {
            "event_type": f"Kind {i % 40}",
            "date": "2020",
            "team": f"Team {i % 3}",
            "countries": "GTM",
            "actors": "army",
        }
        for i in range(200)
    )
)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


class Person:
    """Somebody at the panel: does what a person does, keeps the wishes."""

    def __init__(self, panel: FilterPanel, qtbot) -> None:
        self.panel, self.qtbot = panel, qtbot
        self.wishes: list[tuple[str, str, str]] = []
        self.cleared: list[str] = []
        self.times: list[TimeClause | None] = []
        panel.value_requested.connect(lambda *wish: self.wishes.append(wish))
        panel.field_cleared.connect(self.cleared.append)
        panel.time_requested.connect(self.times.append)

    def sees(self, filter_: Filter = (), dataset=SMALL) -> None:
        self.panel.show_facets(dataset, project(dataset, filter_), filter_)
        QApplication.processEvents()

    def values(self, field: str):
        return self.panel.section(field).list

    def labels(self, field: str) -> list[str]:
        model = self.panel.section(field).model
        return [model.index(row).data() for row in range(model.rowCount())]

    def place(self, field: str, key: str, part: str = "check") -> QPoint:
        listed = self.values(field)
        row = listed.visualRect(listed.model().index(self.panel.section(field).model.row_of(key)))
        return getattr(listed.itemDelegate().parts(row), part).center()

    def clicks(self, field: str, key: str, part: str = "check") -> None:
        at = self.place(field, key, part)
        move(self.values(field).viewport(), at)
        QTest.mouseClick(self.values(field).viewport(), Qt.MouseButton.LeftButton, pos=at)

    def types_date(self, field, text: str) -> None:
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)

    def can_see(self, field: str, key: str) -> bool:
        listed = self.values(field)
        row = listed.visualRect(listed.model().index(self.panel.section(field).model.row_of(key)))
        return listed.viewport().rect().intersects(row)


@pytest.fixture
def person(qtbot) -> Person:
    panel = FilterPanel()
    qtbot.addWidget(panel)
    panel.resize(240, 900)
    person = Person(panel, qtbot)
    person.sees()
    with qtbot.waitActive(panel):
        panel.show()
        panel.activateWindow()
    return person


def test_shows_the_facets_with_live_counts(person):
    person.sees((ValueClause("type", ("Attack",)),))

    assert person.labels("country") == ["Mexico", "Guatemala", "no country"]
    countries = person.panel.section("country").model
    assert [countries.index(row).data(FacetRole.COUNT) for row in range(3)] == [1, 1, 0]
    types = person.panel.section("type").model
    assert sum(types.index(row).data(FacetRole.COUNT) for row in range(types.rowCount())) == 12


@pytest.mark.parametrize("part", ["check", "label", "count"])
def test_a_click_on_a_value_includes_it(person, part):
    person.clicks("country", "GTM", part)

    assert person.wishes == [("country", "GTM", "include")]


@pytest.mark.parametrize("exclude", [False, True])
def test_a_click_on_an_active_value_takes_that_back(person, exclude):
    person.sees((ValueClause("country", ("GTM",), exclude),))
    person.clicks("country", "GTM")

    assert person.wishes == [("country", "GTM", "off")]


def test_the_two_targets_on_the_row_mean_only_and_exclude(person):
    person.clicks("actor", "zetas", "only")
    person.clicks("actor", "zetas", "exclude")

    assert person.wishes == [("actor", "zetas", "only"), ("actor", "zetas", "exclude")]


def test_targets_are_large_enough_to_hit(person):
    listed = person.values("country")
    row = listed.visualRect(listed.model().index(0))
    parts = listed.itemDelegate().parts(row)

    for part in (parts.check, parts.only, parts.exclude):
        assert min(part.width(), part.height()) >= 24


def test_a_press_that_is_drawn_off_the_value_does_nothing(person):
    viewport = person.values("country").viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=person.place("country", "MEX"))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=person.place("country", "GTM"))

    assert person.wishes == []


@pytest.mark.parametrize(
    ("key", "mode"),
    [
        (Qt.Key.Key_Space, "include"),
        (Qt.Key.Key_Return, "only"),
        (Qt.Key.Key_Delete, "exclude"),
        (Qt.Key.Key_Minus, "exclude"),
        (Qt.Key.Key_X, "exclude"),
    ],
)
def test_keys_act_on_the_current_value(person, key, mode):
    listed = person.values("country")
    listed.setFocus()
    listed.set_current_key("MEX")
    QTest.keyClick(listed, Qt.Key.Key_Down)
    QTest.keyClick(listed, key)

    assert person.wishes == [("country", "GTM", mode)]


def test_the_menu_of_a_value_offers_everything(person):
    person.sees((ValueClause("actor", ("sinaloa",)),))
    listed = person.values("actor")
    menu = listed.menu_of(listed.model().index(person.panel.section("actor").model.row_of("zetas")))
    for action in menu.actions():
        action.trigger()

    assert person.wishes == [("actor", "zetas", mode) for mode in ("include", "exclude", "only")]
    assert person.cleared == ["actor"]
    assert QGuiApplication.clipboard().text() == "Los Zetas"


def test_a_change_leaves_place_focus_and_searched_text(person):
    person.sees(dataset=LONG)
    section = person.panel.section("type")
    QTest.keyClicks(section.search, "kind")
    section.list.setFocus()
    section.list.set_current_key("Kind 20")
    section.list.verticalScrollBar().setValue(300)

    person.sees(with_value((), "type", "Kind 20", "include"), LONG)
    person.sees(with_value((), "country", "", "include"), LONG)

    assert section.search.text() == "kind"
    assert section.list.verticalScrollBar().value() == 300
    assert section.list.current_key() == "Kind 20"
    assert section.list.hasFocus()


def test_a_list_in_another_order_is_shown_from_its_beginning(person):
    person.sees(dataset=LONG)
    listed = person.values("type")
    listed.set_current_key("Kind 20")
    listed.verticalScrollBar().setValue(120)
    person.sees((ValueClause("team", ("Team 1",)),), LONG)

    assert listed.verticalScrollBar().value() == 0
    assert listed.current_key() == "Kind 20"


def test_in_another_order_the_focus_stays_at_its_value(person):
    person.sees(dataset=LONG)
    listed = person.values("type")
    listed.setFocus()
    listed.set_current_key("Kind 39")
    person.sees((ValueClause("team", ("Team 1",)),), LONG)

    assert listed.hasFocus()
    assert listed.current_key() == "Kind 39"
    assert person.can_see("type", "Kind 39")


def test_a_value_that_becomes_active_elsewhere_is_scrolled_to(person):
    person.sees(dataset=LONG)
    last = person.panel.section("type").model.index(39).data(FacetRole.KEY)
    assert not person.can_see("type", last)

    person.sees((ValueClause("type", (last,)),), LONG)

    assert person.can_see("type", last)


def test_an_active_value_can_be_seen_from_the_first_moment(qtbot):
    panel = FilterPanel()
    qtbot.addWidget(panel)
    person = Person(panel, qtbot)
    person.sees((ValueClause("type", ("Kind 39",), exclude=True),), LONG)
    panel.resize(240, 900)
    panel.show()
    QApplication.processEvents()

    assert person.can_see("type", "Kind 39")


def test_only_long_lists_are_searched(person):
    person.sees(dataset=LONG)
    search = person.panel.section("type").search
    assert search.isVisible()
    assert not person.panel.section("country").search.isVisible()

    QTest.keyClicks(search, "kind 39")
    assert person.labels("type") == ["Kind 39"]
    QTest.keyClicks(search, "9")
    assert person.panel.section("type").nothing.isVisible()
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert len(person.labels("type")) == 40


def test_long_lists_get_shorter_where_that_shows_the_whole_panel(person):
    person.sees(dataset=LONG)
    heights = []
    for height in (1000, 560, 300):
        person.panel.resize(240, height)
        QApplication.processEvents()
        heights.append(person.values("type").height())
        bottom = person.panel.add_button.mapTo(person.panel, QPoint(0, 24)).y()
        assert (bottom <= height) == (height > 300)

    assert heights[0] > heights[1] >= heights[2]


def test_long_lists_get_shorter_where_the_dataset_comes_after_the_window(qtbot):
    panel = FilterPanel()
    qtbot.addWidget(panel)
    panel.resize(240, 560)
    panel.show()
    Person(panel, qtbot).sees(dataset=LONG)

    assert panel.add_button.mapTo(panel, QPoint(0, 24)).y() <= 560


def test_the_sort_button_changes_between_count_and_name(person):
    button = person.panel.section("country").sort_button
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert person.labels("country") == ["Guatemala", "Mexico", "no country"]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert person.labels("country") == ["Mexico", "Guatemala", "no country"]


def test_a_folded_section_shows_only_its_heading_and_how_many_values_are_active(person):
    section = person.panel.section("actor")
    QTest.mouseClick(section.header, Qt.MouseButton.LeftButton)
    person.sees((ValueClause("actor", ("sinaloa", "zetas")),))

    assert not section.list.isVisible()
    assert section.header.isVisible()
    assert section.header.accessibleDescription() == "2 values active"


class Asked(dict):
    """Counts of fields that note which were asked for."""

    def __init__(self, counts) -> None:
        super().__init__(counts)
        self.names: list[str] = []

    def __getitem__(self, name: str):
        self.names.append(name)
        return super().__getitem__(name)


def asked_for(person, filter_: Filter = ()) -> Asked:
    counts = Asked(project(SMALL, filter_).counts)
    person.panel.show_facets(SMALL, SimpleNamespace(counts=counts), filter_)
    return counts


def test_only_what_shows_is_counted(person):
    header = person.panel.section("actor").header
    QTest.mouseClick(header, Qt.MouseButton.LeftButton)
    counts = asked_for(person)
    assert sorted(counts.names) == ["country", "type"]

    person.panel.hide()
    assert asked_for(person).names == []


def test_what_is_opened_again_shows_the_counts_of_now(person):
    header = person.panel.section("country").header
    QTest.mouseClick(header, Qt.MouseButton.LeftButton)
    person.sees((ValueClause("type", ("Attack",)), ValueClause("country", ("GTM",))))
    QTest.mouseClick(header, Qt.MouseButton.LeftButton)
    countries = person.panel.section("country").model
    assert [countries.index(row).data(FacetRole.COUNT) for row in range(3)] == [1, 1, 0]
    assert countries.index(countries.row_of("GTM")).data(FacetRole.MODE) == "include"

    person.panel.hide()
    person.sees()
    person.panel.show()
    assert [countries.index(row).data(FacetRole.COUNT) for row in range(3)] == [8, 6, 1]


def test_a_value_that_becomes_active_while_folded_can_be_seen_once_opened(person):
    person.sees(dataset=LONG)
    section = person.panel.section("type")
    QTest.mouseClick(section.header, Qt.MouseButton.LeftButton)
    last = section.model.index(39).data(FacetRole.KEY)
    person.sees((ValueClause("type", (last,)),), LONG)
    QTest.mouseClick(section.header, Qt.MouseButton.LeftButton)
    QApplication.processEvents()

    assert person.can_see("type", last)


def test_a_field_is_added_and_removed(person):
    assert person.panel.fields_to_add() == (
        "place", "source", "region", "publisher", "published", "independent_sources", "anchor",
        "sources_disagree",
    )  # fmt: skip
    actions = {action.text(): action for action in person.panel.add_menu().actions()}
    actions["Place"].trigger()

    assert "Cobán" in person.labels("place")
    QTest.mouseClick(person.panel.section("place").remove_button, Qt.MouseButton.LeftButton)
    assert person.panel.section("place") is None
    assert person.cleared == []


def test_what_follows_from_the_evidence_can_be_added_and_stands_by_size(person):
    actions = {action.text(): action for action in person.panel.add_menu().actions()}
    assert {"Publisher", "State of quotes", "Sources disagree"} <= actions.keys()
    actions["Independent sources"].trigger()

    assert person.labels("independent_sources") == ["1", "2", "no source"]
    sort = person.panel.section("independent_sources").sort_button
    QTest.mouseClick(sort, Qt.MouseButton.LeftButton)
    assert person.labels("independent_sources") == ["no source", "1", "2"]


def test_removing_a_field_drops_its_conditions(person):
    person.sees((ValueClause("region", ("south",)),))
    QTest.mouseClick(person.panel.section("region").remove_button, Qt.MouseButton.LeftButton)

    assert person.cleared == ["region"]


def test_typed_dates_become_one_wish(person):
    dates = person.panel.dates
    person.types_date(dates.start, "2010")
    assert person.times == [TimeClause("2010", "", False)]
    person.sees(with_time((), person.times[-1]))
    person.types_date(dates.end, "2025-06")
    person.sees(with_time((), person.times[-1]))
    dates.how.setFocus()
    QTest.keyClick(dates.how, Qt.Key.Key_Down)

    assert person.times[1:] == [
        TimeClause("2010", "2025-06", False),
        TimeClause("2010", "2025-06", True),
    ]


def test_leaving_a_date_field_is_enough_and_no_change_is_no_wish(person):
    dates = person.panel.dates
    dates.start.setFocus()
    QTest.keyClicks(dates.start, "2010")
    dates.end.setFocus()
    person.sees(with_time((), TimeClause("2010")))
    dates.start.setFocus()
    dates.end.setFocus()

    assert person.times == [TimeClause("2010")]


@pytest.mark.parametrize(
    ("start", "end", "says"),
    [
        ("soon", "", "soon"),
        ("2010-13", "", "2010-13"),
        ("2010/2012", "", "From"),
        ("2012", "2010", "before"),
    ],
)
def test_a_wrong_date_is_explained_and_nothing_changes(person, start, end, says):
    dates = person.panel.dates
    person.sees(with_time((), TimeClause("2001")))
    dates.end.setText(end)
    person.types_date(dates.start, start)

    assert person.times == []
    assert dates.error.isVisible()
    assert says in dates.error.text()
    person.sees(with_time((), TimeClause("2001")))
    assert dates.start.text() == start


def test_the_sentence_goes_once_the_date_is_right(person):
    dates = person.panel.dates
    person.types_date(dates.start, "soon")
    person.types_date(dates.start, "2011")

    assert not dates.error.isVisible()
    assert person.times == [TimeClause("2011")]


def test_dates_are_cleared(person):
    person.sees(with_time((), TimeClause("2010", "2012", True)))
    dates = person.panel.dates
    assert (dates.start.text(), dates.end.text(), dates.how.currentIndex()) == ("2010", "2012", 1)
    QTest.mouseClick(dates.clear_button, Qt.MouseButton.LeftButton)
    assert person.times == [None]


def test_showing_the_same_or_another_filter_wishes_nothing(person):
    for filter_ in (
        with_value((), "actor", "zetas", "only"),
        with_time((), TimeClause("2010")),
        (),
    ):
        person.sees(filter_)

    assert (person.wishes, person.times, person.cleared) == ([], [], [])


def test_the_tab_key_goes_from_top_to_bottom(person):
    panel = person.panel
    panel.section("country").header.setFocus()
    seen = []
    for _ in range(9):
        seen.append(focused())
        QTest.keyClick(focused(), Qt.Key.Key_Tab)

    expected = []
    for name in ("country", "actor", "type"):
        section = panel.section(name)
        expected += [section.header, section.sort_button, section.list]
    assert seen == expected
    assert focused() is panel.dates.header


def test_everything_that_takes_the_focus_has_a_name(person):
    person.sees(dataset=LONG)
    stops = [
        widget
        for widget in person.panel.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]

    assert len(stops) > 10
    assert [stop for stop in stops if not stop.accessibleName()] == []


def test_a_row_is_painted_without_its_targets_once_the_pointer_has_left(person):
    """Also where the pointer came without a move, as after a menu that was above the list."""
    viewport = person.values("actor").viewport()
    painted: list[QRect] = []

    class Watch(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if isinstance(event, QPaintEvent):
                painted.append(event.rect())
            return False

    watch = Watch()
    QApplication.processEvents()
    viewport.installEventFilter(watch)
    QApplication.sendEvent(viewport, QEvent(QEvent.Type.Leave))
    QApplication.processEvents()
    assert viewport.rect() in painted


def test_a_field_of_which_the_data_says_nothing_has_no_section(person):
    person.sees(dataset=make_dataset({"date": "2020", "event_type": "Kind"}))
    assert person.panel.section("country") is None
    assert person.panel.section("type") is not None
    person.sees(dataset=LONG)
    tops = [person.panel.section(name).y() for name in ("country", "actor", "type")]
    assert tops == sorted(tops)
