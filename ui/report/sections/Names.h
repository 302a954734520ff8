#pragma once

#include <QString>
#include <QStringList>

#include "ui/models/VariantTexts.h"
#include "ui/report/ReportData.h"

/// What things are called in the report's sentences.
namespace normscope::ui
{

/// "MLP", "CNN", "mini ResNet".
[[nodiscard]] QString networkName(const ExperimentSpec& spec);

/// "MNIST", "drawn digits (builtin-1)", a folder's name.
[[nodiscard]] QString datasetName(const std::string& dataset);

/// A folder's, file's or experiment's name; bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] QString asText(const std::string& text);

/// "a, b and c".
[[nodiscard]] QString listed(const QStringList& names);

/// What stands between two sentences: a blank, or nothing in Chinese.
[[nodiscard]] QString sentenceGap();

/// Whether there is any seed with a run and its reference, that is, anything to compare.
[[nodiscard]] bool hasPairs(const ReportData& data);
[[nodiscard]] bool hasPairs(const ReportExperiment& experiment);

}  // namespace normscope::ui
