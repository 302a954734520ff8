#include "ui/models/RunGrouping.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <algorithm>
#include <limits>

namespace normscope::ui
{

namespace
{

struct RunGroupTexts
{
    Q_DECLARE_TR_FUNCTIONS(RunGroupTexts)
};

struct Named
{
    Grouping grouping;
    const char* name;
    const char* text;
};

constexpr Named kGroupings[] = {
    {Grouping::None, "none", QT_TRANSLATE_NOOP("RunGroupTexts", "No groups")},
    {Grouping::Model, "model", QT_TRANSLATE_NOOP("RunGroupTexts", "Model")},
    {Grouping::Data, "data", QT_TRANSLATE_NOOP("RunGroupTexts", "Data")},
    {Grouping::Date, "date", QT_TRANSLATE_NOOP("RunGroupTexts", "Date")},
    {Grouping::Tag, "tag", QT_TRANSLATE_NOOP("RunGroupTexts", "First tag")},
    {Grouping::State, "state", QT_TRANSLATE_NOOP("RunGroupTexts", "State")},
};

constexpr int kLast = std::numeric_limits<int>::max();

ListGroup groupByDate(std::int64_t began, const QDate& today)
{
    const QDate day = QDateTime::fromMSecsSinceEpoch(began).date();
    if (began <= 0) {
        return {QStringLiteral("unknown"), RunGroupTexts::tr("No date"), kLast};
    }
    const QDate monday = today.addDays(1 - today.dayOfWeek());
    // Clocks of other machines may be ahead.
    if (day >= today) {
        return {QStringLiteral("today"), RunGroupTexts::tr("Today"), 0};
    }
    if (day == today.addDays(-1)) {
        return {QStringLiteral("yesterday"), RunGroupTexts::tr("Yesterday"), 1};
    }
    if (day >= monday) {
        return {QStringLiteral("week"), RunGroupTexts::tr("This week"), 2};
    }
    if (day >= monday.addDays(-7)) {
        return {QStringLiteral("last-week"), RunGroupTexts::tr("Last week"), 3};
    }
    //: A month of a year, as Qt writes dates: "November 2026"
    const QString month = QLocale().toString(day, RunGroupTexts::tr("MMMM yyyy"));
    const int monthsAgo = (today.year() - day.year()) * 12 + today.month() - day.month();
    return {day.toString(QStringLiteral("yyyy-MM")), month, 4 + monthsAgo};
}

ListGroup groupByName(const QString& name, const QString& otherwise)
{
    return name.isEmpty() ? ListGroup{QString(), otherwise, kLast} : ListGroup{name, name, 0};
}

}  // namespace

const std::vector<Grouping>& groupings()
{
    static const std::vector<Grouping> kAll = [] {
        std::vector<Grouping> all;
        for (const Named& one : kGroupings) {
            all.push_back(one.grouping);
        }
        return all;
    }();
    return kAll;
}

QString groupingText(Grouping grouping)
{
    return RunGroupTexts::tr(kGroupings[static_cast<std::size_t>(grouping)].text);
}

QString nameOf(Grouping grouping)
{
    return QLatin1String(kGroupings[static_cast<std::size_t>(grouping)].name);
}

Grouping groupingOf(const QString& name)
{
    const auto* found = std::find_if(std::begin(kGroupings), std::end(kGroupings),
                                     [&](const Named& one) { return QLatin1String(one.name) == name; });
    return found == std::end(kGroupings) ? Grouping::None : found->grouping;
}

ListGroup waitingGroup()
{
    return {QStringLiteral("waiting"), RunGroupTexts::tr("In the queue"), -1};
}

ListGroup groupOf(Grouping grouping, const ListedExperiment& experiment, RunState state, const QDate& today)
{
    if (state == RunState::Waiting) {
        return waitingGroup();
    }
    switch (grouping) {
    case Grouping::Model:
        return groupByName(settingName(experiment, "model"), RunGroupTexts::tr("No model"));
    case Grouping::Data:
        return groupByName(settingName(experiment, "dataset"), RunGroupTexts::tr("No data"));
    case Grouping::Date:
        return groupByDate(experiment.began, today);
    case Grouping::Tag: {
        const auto& tags = experiment.about.tags;
        return groupByName(tags.empty() ? QString() : QString::fromStdString(tags.front()),
                           RunGroupTexts::tr("No tag"));
    }
    case Grouping::State:
        return {QString::fromStdString(nameOf(state)), stateText(state), static_cast<int>(state)};
    case Grouping::None:
        break;
    }
    return {};
}

}  // namespace normscope::ui
