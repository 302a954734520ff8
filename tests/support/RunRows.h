#pragma once

#include <vector>

#include <normscope/experiment/RunRecord.h>

/// A record's tables as the events that they were made from, to be compared and changed.
namespace normscope::test
{

struct RunRows
{
    std::vector<Step> steps;
    std::vector<Evaluation> evaluations;
    std::vector<EpochResult> epochs;
};

template <class Event>
[[nodiscard]] SeriesLog logOf(RunTable table, const std::vector<Event>& events)
{
    SeriesLog log(table);
    for (const Event& event : events) {
        log.append(*rowOf({kBn, event}));
    }
    return log;
}

[[nodiscard]] inline SeriesLog logOf(const std::vector<Step>& steps)
{
    return logOf(RunTable::Iterations, steps);
}

[[nodiscard]] inline SeriesLog logOf(const std::vector<Evaluation>& evaluations)
{
    return logOf(RunTable::Evaluations, evaluations);
}

/// Tables of these rows in place of the record's.
inline void setRows(RunRecord& record, const RunRows& rows)
{
    record.iterations = logOf(rows.steps);
    record.evaluations = logOf(rows.evaluations);
    record.epochs = logOf(RunTable::Epochs, rows.epochs);
}

[[nodiscard]] inline RunRows rowsOf(const RunRecord& record)
{
    RunRows rows;
    const auto at = [](const SeriesLog& log, const char* name, std::size_t row) { return log.column(name)[row]; };
    for (std::size_t i = 0; i < record.iterations.size(); ++i) {
        const SeriesLog& log = record.iterations;
        rows.steps.push_back({log.iteration(i), log.epoch(i), static_cast<float>(at(log, "loss", i)),
                              at(log, "batch_accuracy", i), at(log, "lr", i), at(log, "train_seconds", i)});
    }
    for (std::size_t i = 0; i < record.evaluations.size(); ++i) {
        const SeriesLog& log = record.evaluations;
        rows.evaluations.push_back({log.iteration(i), log.epoch(i), at(log, "test_loss", i),
                                    at(log, "test_accuracy", i), at(log, "train_seconds", i)});
    }
    for (std::size_t i = 0; i < record.epochs.size(); ++i) {
        const SeriesLog& log = record.epochs;
        rows.epochs.push_back({log.iteration(i), log.epoch(i), at(log, "train_loss", i), at(log, "train_accuracy", i),
                               at(log, "test_loss", i), at(log, "test_accuracy", i), at(log, "train_seconds", i),
                               at(log, "eval_seconds", i), at(log, "validation_loss", i),
                               at(log, "validation_accuracy", i)});
    }
    return rows;
}

}  // namespace normscope::test
