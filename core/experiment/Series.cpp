#include <algorithm>
#include <cmath>
#include <limits>
#include <type_traits>
#include <utility>

#include <normscope/base/Overloaded.h>
#include <normscope/experiment/Series.h>

namespace normscope
{

namespace
{

using Tables = std::array<std::deque<Series>, kRunTables.size()>;

std::deque<Series> ofSteps()
{
    return {
        {.name = "loss",
         .unit = SeriesUnit::Loss,
         .tag = "loss/train",
         .read = [](const Step& step) { return static_cast<double>(step.loss); },
         .isFloat = true,
         .chart = "Training loss"},
        {.name = "batch_accuracy",
         .unit = SeriesUnit::Fraction,
         .tag = "accuracy/train",
         .read = [](const Step& step) { return step.batchAccuracy; },
         .chart = "Batch accuracy"},
        {.name = "lr", .unit = SeriesUnit::LearningRate, .tag = "lr", .read = [](const Step& step) { return step.lr; }},
        {.name = "train_seconds", .unit = SeriesUnit::Seconds, .read = [](const Step& step) {
             return step.trainSeconds;
         }}};
}

std::deque<Series> ofEvaluations()
{
    return {{.name = "test_loss",
             .unit = SeriesUnit::Loss,
             .tag = "loss/test_sample",
             .read = [](const Evaluation& look) { return look.testLoss; }},
            {.name = "test_accuracy",
             .unit = SeriesUnit::Fraction,
             .tag = "accuracy/test_sample",
             .read = [](const Evaluation& look) { return look.testAccuracy; },
             .chart = "Test accuracy"},
            {.name = "train_seconds", .unit = SeriesUnit::Seconds, .read = [](const Evaluation& look) {
                 return look.trainSeconds;
             }}};
}

/// A loss may be infinite or NaN where a network was looked at; an accuracy then is still a number.
std::deque<Series> ofEpochs()
{
    return {{.name = "train_loss",
             .unit = SeriesUnit::Loss,
             .tag = "loss/train_epoch",
             .read = [](const EpochResult& epoch) { return epoch.trainLoss; }},
            {.name = "train_accuracy",
             .unit = SeriesUnit::Fraction,
             .tag = "accuracy/train_epoch",
             .read = [](const EpochResult& epoch) { return epoch.trainAccuracy; }},
            {.name = "test_loss",
             .unit = SeriesUnit::Loss,
             .tag = "loss/test",
             .read = [](const EpochResult& epoch) { return epoch.testLoss; },
             .measuredWith = "test_accuracy"},
            {.name = "test_accuracy",
             .unit = SeriesUnit::Fraction,
             .tag = "accuracy/test",
             .read = [](const EpochResult& epoch) { return epoch.testAccuracy; },
             .measuredWith = "test_accuracy",
             .chart = "Test accuracy"},
            {.name = "validation_loss",
             .unit = SeriesUnit::Loss,
             .tag = "loss/validation",
             .read = [](const EpochResult& epoch) { return epoch.validationLoss; },
             .measuredWith = "validation_accuracy",
             .isHeldOut = true},
            {.name = "validation_accuracy",
             .unit = SeriesUnit::Fraction,
             .tag = "accuracy/validation",
             .read = [](const EpochResult& epoch) { return epoch.validationAccuracy; },
             .measuredWith = "validation_accuracy",
             .isHeldOut = true,
             .chart = "Test accuracy"},
            {.name = "train_seconds",
             .unit = SeriesUnit::Seconds,
             .tag = "seconds/train",
             .read = [](const EpochResult& epoch) { return epoch.trainSeconds; }},
            {.name = "eval_seconds",
             .unit = SeriesUnit::Seconds,
             .tag = "seconds/eval",
             .read = [](const EpochResult& epoch) { return epoch.evalSeconds; }}};
}

std::deque<Series>& tableOf(RunTable table)
{
    static Tables tables{ofSteps(), ofEvaluations(), ofEpochs()};
    return tables.at(static_cast<std::size_t>(table));
}

/// What tells the tables apart beside their series.
struct TableNames
{
    const char* table;
    const char* event;
};

TableNames namesOf(RunTable table)
{
    constexpr std::array<TableNames, kRunTables.size()> kNames{
        {{"iterations", "step"}, {"evaluations", "evaluated"}, {"epochs", "epoch_finished"}}};
    return kNames.at(static_cast<std::size_t>(table));
}

template <class Event>
SeriesRow readRow(RunTable table, const Event& event)
{
    SeriesRow row{table, event.iteration, event.epoch, {}};
    const auto& series = seriesOf(table);
    row.values.reserve(series.size());
    for (const Series& each : series) {
        row.values.push_back(std::get<double (*)(const Event&)>(each.read)(event));
    }
    return row;
}

}  // namespace

const char* nameOf(RunTable table)
{
    return namesOf(table).table;
}

const char* eventNameOf(RunTable table)
{
    return namesOf(table).event;
}

const std::deque<Series>& seriesOf(RunTable table)
{
    return tableOf(table);
}

std::optional<std::size_t> findSeries(RunTable table, std::string_view name)
{
    const auto& series = seriesOf(table);
    const auto found = std::find_if(series.begin(), series.end(), [&](const Series& one) { return one.name == name; });
    return found == series.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - series.begin()));
}

ScopedSeries::ScopedSeries(Series series)
    : m_table(series.table())
{
    tableOf(m_table).push_back(std::move(series));
}

ScopedSeries::~ScopedSeries()
{
    tableOf(m_table).pop_back();
}

bool SeriesRow::isMeasured(std::size_t column) const
{
    const std::string& with = seriesOf(table)[column].measuredWith;
    const auto place = with.empty() ? std::nullopt : findSeries(table, with);
    return !place || !std::isnan(values[*place]);
}

std::optional<SeriesRow> rowOf(const TrainingEvent& event)
{
    using Row = std::optional<SeriesRow>;
    return std::visit(Overloaded{
                          [](const Step& step) -> Row { return readRow(RunTable::Iterations, step); },
                          [](const Evaluation& look) -> Row { return readRow(RunTable::Evaluations, look); },
                          [](const EpochResult& epoch) -> Row { return readRow(RunTable::Epochs, epoch); },
                          [](const auto& /*other*/) -> Row { return std::nullopt; },
                      },
                      event.what);
}

Json toJson(const SeriesRow& row)
{
    Json json{{"event", eventNameOf(row.table)}, {"iteration", row.iteration}, {"epoch", row.epoch}};
    const auto& series = seriesOf(row.table);
    for (std::size_t i = 0; i < row.values.size(); ++i) {
        const double value = row.values[i];
        json[series[i].name] = series[i].isFloat ? floatOrNull(static_cast<float>(value)) : finiteOrNull(value);
    }
    return json;
}

void addTo(CsvLine& line, const Series& series, double value)
{
    series.isFloat ? line.add(static_cast<float>(value)) : line.add(value);
}

SeriesFile::SeriesFile(RunTable table, bool hasHeldOut)
    : m_table(table)
{
    const auto& series = seriesOf(table);
    for (const bool isHeldOut : {false, true}) {
        for (std::size_t i = 0; i < series.size(); ++i) {
            if (series[i].isHeldOut == isHeldOut && (hasHeldOut || !isHeldOut)) {
                m_series.push_back(i);
            }
        }
    }
}

std::string SeriesFile::name() const
{
    return std::string(nameOf(m_table)) + ".csv";
}

std::vector<std::string> SeriesFile::columns() const
{
    std::vector<std::string> names{"iteration", "epoch"};
    if (m_table == RunTable::Epochs) {
        std::swap(names.front(), names.back());
    }
    for (const std::size_t each : m_series) {
        names.push_back(seriesOf(m_table)[each].name);
    }
    return names;
}

std::string SeriesFile::header() const
{
    std::string header;
    for (const std::string& column : columns()) {
        header += (header.empty() ? "" : ",") + column;
    }
    return header;
}

CsvLine SeriesFile::lineOf(const SeriesRow& row) const
{
    CsvLine line;
    const bool isEpoch = m_table == RunTable::Epochs;
    line.add(isEpoch ? row.epoch : row.iteration).add(isEpoch ? row.iteration : row.epoch);
    for (const std::size_t each : m_series) {
        addTo(line, seriesOf(m_table)[each], row.values[each]);
    }
    return line;
}

SeriesRow SeriesFile::rowOf(std::span<const double> numbers) const
{
    SeriesRow row{m_table, static_cast<std::int64_t>(numbers[0]), static_cast<std::int64_t>(numbers[1]), {}};
    if (m_table == RunTable::Epochs) {
        std::swap(row.iteration, row.epoch);
    }
    row.values.assign(seriesOf(m_table).size(), std::numeric_limits<double>::quiet_NaN());
    for (std::size_t i = 0; i < m_series.size(); ++i) {
        const double number = numbers[i + 2];
        const bool isFloat = seriesOf(m_table)[m_series[i]].isFloat;
        row.values[m_series[i]] = isFloat ? static_cast<double>(static_cast<float>(number)) : number;
    }
    return row;
}

}  // namespace normscope
