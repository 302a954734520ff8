#pragma once

#include <QString>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/models/RunFacts.h"

namespace normscope::ui
{

/// What is written in the filter above the list: words that the title, the folder, the model, the data, tags or notes
/// contain, and comparisons of settings and results, `lr<0.1 model=cnn accuracy>98% state=done tag:thesis is:starred`.
/// All of them must hold, those of settings and results in one and the same case; one with a minus before it must not.
class RunQuery
{
  public:
    /// What it is held against.
    struct Subject
    {
        const ListedExperiment& experiment;
        const QString& words;  ///< see wordsOf()
        RunState state;
        bool isShown;  ///< its curves are
        bool isPinned;
    };

    RunQuery() = default;
    explicit RunQuery(const QString& text);

    /// What of it cannot be understood, as a sentence; that part counts for nothing. Empty where all can.
    [[nodiscard]] const QString& problem() const { return m_problem; }
    [[nodiscard]] bool isEmpty() const { return m_conditions.empty(); }
    /// Whether a condition is of that key: what it compares with is to be known.
    [[nodiscard]] bool asksFor(std::string_view key) const;
    [[nodiscard]] bool matches(const Subject& subject) const;

    /// In small letters, what words are looked for in.
    [[nodiscard]] static QString wordsOf(const ListedExperiment& experiment, const QString& title);

  private:
    enum class Relation
    {
        Contains,
        Equal,
        Unequal,
        Less,
        AtMost,
        Greater,
        AtLeast,
    };
    struct Condition
    {
        std::string key;  ///< empty: words
        Relation relation = Relation::Contains;
        QString value;  ///< in small letters
        std::optional<double> number;
        bool isNegated = false;
    };

    void add(const QString& key, const QString& relation, const QString& value, bool isNegated);
    [[nodiscard]] bool isUnderstood(Condition& condition, const QString& key);
    [[nodiscard]] static bool isOfCase(const Condition& condition);
    [[nodiscard]] static bool holds(const Condition& condition, const ListedCase& one);
    [[nodiscard]] static bool holds(const Condition& condition, const Subject& subject);
    [[nodiscard]] static bool compares(const Condition& condition, double value);
    [[nodiscard]] static bool compares(const Condition& condition, const QString& value);
    [[nodiscard]] static bool comparesSetting(const Condition& condition, const std::string& value);

    std::vector<Condition> m_conditions;
    QString m_problem;
};

}  // namespace normscope::ui
