#pragma once

#include <QDate>
#include <QString>
#include <vector>

#include "ui/models/RunFacts.h"

/// What a list of runs can be put in order by besides its columns: groups with a row of their own.
namespace normscope::ui
{

enum class Grouping
{
    None,
    Model,
    Data,
    Date,  ///< today, yesterday, this week, last week, and months before that
    Tag,   ///< the first one
    State,
};

/// All of them, as a menu lists them.
[[nodiscard]] const std::vector<Grouping>& groupings();
[[nodiscard]] QString groupingText(Grouping grouping);
/// As it is kept: "date".
[[nodiscard]] QString nameOf(Grouping grouping);
/// None where the name is another.
[[nodiscard]] Grouping groupingOf(const QString& name);

struct ListGroup
{
    QString key = {};  ///< the same in all languages where the words are the program's
    QString title = {};
    int rank = 0;  ///< which come first; those of one rank by title

    [[nodiscard]] bool operator==(const ListGroup& other) const { return key == other.key; }
};

/// Where an experiment stands. What waits has a group of its own, on top of all.
[[nodiscard]] ListGroup groupOf(Grouping grouping, const ListedExperiment& experiment, RunState state,
                                const QDate& today);
[[nodiscard]] ListGroup waitingGroup();

}  // namespace normscope::ui
