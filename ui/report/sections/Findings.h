#pragma once

#include <QString>

#include "ui/report/RichText.h"
#include "ui/report/sections/Facts.h"

/// Sentences chosen by the numbers. Each is empty where there is nothing to compare.
namespace normscope::ui
{

[[nodiscard]] RichText timeFinding(const ExperimentFacts& facts);
[[nodiscard]] RichText convergenceFinding(const ExperimentFacts& facts);
[[nodiscard]] RichText parametersFinding(const ExperimentFacts& facts);
[[nodiscard]] RichText accuracyFinding(const ExperimentFacts& facts);
[[nodiscard]] RichText divergenceFinding(const ReportExperiment& experiment, const ExperimentFacts& facts);

/// What the differences over seeds allow to say, as a sentence.
[[nodiscard]] QString evidenceSentence(const PairedStatistics& statistics);

/// McNemar's test of one seed in words.
[[nodiscard]] RichText mistakesFinding(std::uint64_t seed, const McNemar& test, const std::string& variant,
                                       const std::string& reference);

/// "0.031", "< 0.001": for a table; "—" where there is none.
[[nodiscard]] QString pText(const std::optional<double>& p);

/// "+0.52 to +1.80 pp"; "—" where there is no interval.
[[nodiscard]] QString intervalText(const PairedStatistics& statistics, Unit unit);

[[nodiscard]] double meanOf(const std::vector<double>& values);

/// Standard deviation of the values, none for fewer than two.
[[nodiscard]] std::optional<double> deviationOf(const std::vector<double>& values);

/// The highest test accuracy that both runs of every counted pair have reached; null where there is none.
[[nodiscard]] const MeasureFacts* highestReached(const ExperimentFacts& facts, const std::string& prefix);

}  // namespace normscope::ui
