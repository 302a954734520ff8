#include "ui/models/RunQuery.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QRegularExpression>
#include <QStringList>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <system_error>

#include <normscope/base/Suggestion.h>
#include <normscope/experiment/Settings.h>

#include "ui/models/ShownText.h"

namespace normscope::ui
{

namespace
{

struct RunQueryTexts
{
    Q_DECLARE_TR_FUNCTIONS(RunQueryTexts)
};

constexpr const char* kAccuracy = "accuracy";
constexpr const char* kValidation = "validation_accuracy";

/// What is neither a setting nor a variant.
const std::vector<std::string>& ownKeys()
{
    static const std::vector<std::string> kKeys{kAccuracy, kValidation, "difference", "time",  "date",
                                                "title",   "notes",     "tag",        "state", "is",
                                                "folder",  "command",   "hypothesis", "case"};
    return kKeys;
}

/// Short and other common names.
std::string fullName(const std::string& key)
{
    static const std::map<std::string, std::string> kNames{
        {"learning_rate", "lr"},     {"bs", "batch_size"},
        {"batch", "batch_size"},     {"wd", "weight_decay"},
        {"data", "dataset"},         {"seed", "seeds"},
        {"variant", "variants"},     {"acc", kAccuracy},
        {"test", kAccuracy},         {"test_accuracy", kAccuracy},
        {"val", kValidation},        {"val_accuracy", kValidation},
        {"diff", "difference"},      {"seconds", "time"},
        {"began", "date"},           {"tags", "tag"},
        {"note", "notes"},           {"name", "title"},
        {"schedule", "lr_schedule"}, {"augmentation", "augment"},
    };
    const auto found = kNames.find(key);
    return found == kNames.end() ? key : found->second;
}

std::vector<std::string> knownKeys()
{
    std::vector<std::string> keys = ownKeys();
    for (const Setting& setting : settings()) {
        keys.push_back(setting.key);
    }
    for (const std::string& variant : knownVariants()) {
        keys.push_back(variantColumn(variant));
    }
    return keys;
}

/// The variant that a key names; empty where it is none.
std::string variantOf(const std::string& key)
{
    const auto& known = knownVariants();
    const auto found =
        std::find_if(known.begin(), known.end(), [&](const std::string& one) { return variantColumn(one) == key; });
    return found == known.end() ? std::string() : *found;
}

bool isFraction(const std::string& key)
{
    return key == kAccuracy || key == kValidation || key == "difference" || !variantOf(key).empty();
}

/// "0.1", "1e-3", "98%", "2min": seconds of a time, fractions of a percentage.
std::optional<double> numberIn(const QString& text, const std::string& key)
{
    static const QRegularExpression kNumber(
        QStringLiteral("^([+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:e[+-]?\\d+)?)\\s*(%|s|min|h)?$"));
    const auto match = kNumber.match(text);
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    double number = match.captured(1).toDouble();
    const QString unit = match.captured(2);
    if (unit == QLatin1String("min") || unit == QLatin1String("h")) {
        number *= unit == QLatin1String("h") ? 3600 : 60;
    } else if (unit == QLatin1String("%") || (isFraction(key) && std::abs(number) > 1)) {
        number /= 100;
    }
    return number;
}

QString dateOf(const ListedExperiment& experiment)
{
    return QDateTime::fromMSecsSinceEpoch(experiment.began).toString(Qt::ISODate);
}

bool anyRun(const ListedCase& one, auto figure, auto holds)
{
    return std::any_of(one.runs.begin(), one.runs.end(), [&](const ListedRun& run) { return holds(figure(run)); });
}

}  // namespace

RunQuery::RunQuery(const QString& text)
{
    QString plain = text;
    // What Chinese keyboards write.
    for (const auto& [wide, narrow] : {std::pair(u'：', u':'), std::pair(u'＜', u'<'), std::pair(u'＞', u'>'),
                                       std::pair(u'＝', u'='), std::pair(u'　', u' ')}) {
        plain.replace(QChar(wide), QChar(narrow));
    }
    plain.replace(QStringLiteral("≤"), QStringLiteral("<=")).replace(QStringLiteral("≥"), QStringLiteral(">="));
    static const QRegularExpression kPart(
        QStringLiteral("(-?)(?:([\\w.-]+)\\s*(<=|>=|!=|=|<|>|:)\\s*(\"[^\"]*\"?|[^\\s<>=!\"]*)|\"([^\"]*)\"?|(\\S+))"),
        QRegularExpression::UseUnicodePropertiesOption);
    for (auto parts = kPart.globalMatch(plain); parts.hasNext();) {
        const auto part = parts.next();
        const bool isNegated = !part.captured(1).isEmpty();
        if (!part.captured(2).isEmpty()) {
            QString value = part.captured(4);
            add(part.captured(2), part.captured(3), value.remove(QLatin1Char('"')), isNegated);
        } else {
            const QString word = part.captured(5) + part.captured(6);
            if (!word.isEmpty()) {
                m_conditions.push_back({{}, Relation::Contains, word.toLower(), std::nullopt, isNegated});
            }
        }
    }
}

void RunQuery::add(const QString& key, const QString& relation, const QString& value, bool isNegated)
{
    static const std::map<QString, Relation> kRelations{
        {":", Relation::Contains}, {"=", Relation::Equal},   {"!=", Relation::Unequal}, {"<", Relation::Less},
        {"<=", Relation::AtMost},  {">", Relation::Greater}, {">=", Relation::AtLeast},
    };
    Condition condition;
    condition.key = fullName(key.toLower().replace(QLatin1Char('-'), QLatin1Char('_')).toStdString());
    condition.relation = kRelations.at(relation);
    condition.value = value.toLower();
    condition.number = numberIn(condition.value, condition.key);
    condition.isNegated = isNegated;
    if (value.isEmpty()) {
        m_problem = RunQueryTexts::tr("After “%1%2” something to compare with is missing.").arg(key, relation);
    } else if (isUnderstood(condition, key)) {
        m_conditions.push_back(std::move(condition));
    }
}

bool RunQuery::isUnderstood(Condition& condition, const QString& key)
{
    const auto known = knownKeys();
    if (std::find(known.begin(), known.end(), condition.key) == known.end()) {
        const QString likely = QString::fromStdString(likelyWord(condition.key, known));
        m_problem = RunQueryTexts::tr("There is nothing called “%1” to compare.").arg(key);
        if (!likely.isEmpty()) {
            m_problem += QLatin1Char(' ') + RunQueryTexts::tr("Did you mean “%1”?").arg(likely);
        }
        return false;
    }
    const bool isOrder = condition.relation >= Relation::Less;
    const bool isDate = condition.key == "date";
    const bool isResult =
        condition.key == "time" || (isFraction(condition.key) && findSetting(condition.key) == nullptr);
    if (condition.key == "is") {
        static const QStringList kWords{QStringLiteral("starred"), QStringLiteral("pinned"), QStringLiteral("shown")};
        if (!kWords.contains(condition.value)) {
            m_problem = RunQueryTexts::tr("“is:” takes starred, pinned or shown.");
            return false;
        }
    }
    if (condition.key == "state" && condition.relation != Relation::Contains) {
        // Words of other forms are states, too: "training elsewhere".
        condition.value.replace(QLatin1Char(' '), QLatin1Char('-'));
    }
    if ((isOrder || isResult) && !isDate && !condition.number) {
        m_problem = condition.value.contains(QLatin1Char(','))
                        ? RunQueryTexts::tr("“%1” is no number: decimals have a point, as in 0.1.").arg(condition.value)
                        : RunQueryTexts::tr("“%1” is no number.").arg(condition.value);
        return false;
    }
    return true;
}

bool RunQuery::asksFor(std::string_view key) const
{
    return std::any_of(m_conditions.begin(), m_conditions.end(),
                       [key](const Condition& condition) { return condition.key == key; });
}

bool RunQuery::matches(const Subject& subject) const
{
    const auto ofExperiment = [&](const Condition& condition) {
        return isOfCase(condition) || holds(condition, subject) != condition.isNegated;
    };
    if (!std::all_of(m_conditions.begin(), m_conditions.end(), ofExperiment)) {
        return false;
    }
    const auto isMet = [this](const ListedCase& one) {
        return std::all_of(m_conditions.begin(), m_conditions.end(), [&](const Condition& condition) {
            return !isOfCase(condition) || holds(condition, one) != condition.isNegated;
        });
    };
    const auto& cases = subject.experiment.cases;
    return std::none_of(m_conditions.begin(), m_conditions.end(), isOfCase) ||
           std::any_of(cases.begin(), cases.end(), isMet);
}

bool RunQuery::isOfCase(const Condition& condition)
{
    static const std::vector<std::string> kOfCase{kAccuracy, kValidation, "difference", "time", "case"};
    return !condition.key.empty() && (std::find(kOfCase.begin(), kOfCase.end(), condition.key) != kOfCase.end() ||
                                      std::find(ownKeys().begin(), ownKeys().end(), condition.key) == ownKeys().end());
}

bool RunQuery::holds(const Condition& condition, const Subject& subject)
{
    const About& about = subject.experiment.about;
    const auto contains = [&](const std::string& text) {
        return compares(condition, QString::fromStdString(text).toLower());
    };
    if (condition.key.empty()) {
        return subject.words.contains(condition.value);
    }
    if (condition.key == "is") {
        return condition.value == QLatin1String("starred")  ? about.isStarred
               : condition.value == QLatin1String("pinned") ? subject.isPinned
                                                            : subject.isShown;
    }
    if (condition.key == "state") {
        return contains(nameOf(subject.state));
    }
    if (condition.key == "tag") {
        return std::any_of(about.tags.begin(), about.tags.end(), contains);
    }
    if (condition.key == "date") {
        // As exactly as it is written: all of a month, all of a day.
        return compares(condition, dateOf(subject.experiment).left(condition.value.size()).toLower());
    }
    if (condition.key == "title") {
        return compares(condition, titleOf(subject.experiment).toLower());
    }
    if (condition.key == "folder") {
        return compares(condition, QFile::decodeName(folderName(subject.experiment.folder).c_str()).toLower());
    }
    return contains(condition.key == "command"      ? subject.experiment.command
                    : condition.key == "hypothesis" ? about.hypothesis
                                                    : about.notes);
}

bool RunQuery::holds(const Condition& condition, const ListedCase& one)
{
    const auto isSo = [&](double value) { return compares(condition, value); };
    const std::string variant = variantOf(condition.key);
    if (condition.key == kAccuracy) {
        return anyRun(
            one, [](const ListedRun& run) { return run.testAccuracy; }, isSo);
    }
    if (condition.key == kValidation) {
        return anyRun(
            one, [](const ListedRun& run) { return run.validationAccuracy; }, isSo);
    }
    if (condition.key == "time") {
        return isSo(trainSecondsOf(runsOf(one)));
    }
    if (condition.key == "difference") {
        const auto difference = differenceOf(one);
        return difference && isSo(*difference);
    }
    if (condition.key == "case") {
        return compares(condition, QString::fromStdString(one.name).toLower());
    }
    if (!variant.empty() && condition.number) {
        const auto accuracy = accuracyOf(runsOf(one), variant);
        return accuracy && isSo(*accuracy);
    }
    const auto found = one.settings.find(condition.key);
    return found != one.settings.end() && comparesSetting(condition, found->second);
}

bool RunQuery::compares(const Condition& condition, double value)
{
    if (!condition.number || !std::isfinite(value)) {
        return false;
    }
    const double number = *condition.number;
    switch (condition.relation) {
    case Relation::Less:
        return value < number;
    case Relation::AtMost:
        return value <= number;
    case Relation::Greater:
        return value > number;
    case Relation::AtLeast:
        return value >= number;
    case Relation::Unequal:
        return value != number;
    default:
        return value == number;
    }
}

bool RunQuery::compares(const Condition& condition, const QString& value)
{
    switch (condition.relation) {
    case Relation::Contains:
        return value.contains(condition.value);
    case Relation::Equal:
        return value == condition.value;
    case Relation::Unequal:
        return value != condition.value;
    case Relation::Less:
        return value < condition.value;
    case Relation::AtMost:
        return value <= condition.value;
    case Relation::Greater:
        return value > condition.value;
    case Relation::AtLeast:
        break;
    }
    return value >= condition.value;
}

bool RunQuery::comparesSetting(const Condition& condition, const std::string& value)
{
    // Most are one number, and there are thousands of them.
    double whole = 0;
    const char* end = value.data() + value.size();
    if (condition.number && condition.relation != Relation::Contains && !value.empty()) {
        if (const auto read = std::from_chars(value.data(), end, whole); read.ec == std::errc() && read.ptr == end) {
            return compares(condition, whole);
        }
    }
    const QString text = QString::fromStdString(value).toLower();
    const auto isSo = [&](const QString& part) {
        bool isNumber = false;
        const double number = part.toDouble(&isNumber);
        const bool areNumbers = isNumber && condition.number && condition.relation != Relation::Contains;
        return areNumbers ? compares(condition, number)
                          : condition.relation < Relation::Less && compares(condition, part);
    };
    if (condition.relation == Relation::Unequal) {
        const QStringList parts = text.split(QLatin1Char(','));
        return std::all_of(parts.begin(), parts.end(), isSo) && text != condition.value;
    }
    // Of a list each value counts, and the whole of it.
    const QStringList parts = text.split(QLatin1Char(','));
    return isSo(text) || std::any_of(parts.begin(), parts.end(), isSo);
}

QString RunQuery::wordsOf(const ListedExperiment& experiment, const QString& title)
{
    QStringList words{title, QFile::decodeName(folderName(experiment.folder).c_str()), settingName(experiment, "model"),
                      settingName(experiment, "dataset"), QString::fromStdString(experiment.about.notes)};
    for (const ListedCase& one : experiment.cases) {
        words.append(QString::fromStdString(one.name));
        for (const char* key : {"model", "dataset"}) {
            const auto found = one.settings.find(key);
            words.append(found == one.settings.end() ? QString() : QString::fromStdString(found->second));
        }
    }
    for (const std::string& tag : experiment.about.tags) {
        words.append(QString::fromStdString(tag));
    }
    words.removeDuplicates();
    return words.join(QLatin1Char('\n')).toLower();
}

}  // namespace normscope::ui
