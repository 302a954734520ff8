#pragma once

#include <QString>
#include <QStringList>

#include "ui/report/ReportData.h"

/// What things are called in the report's sentences.
namespace normscope::ui
{

/// "MLP", "CNN", "mini ResNet".
[[nodiscard]] QString networkName(ModelFamily family);

/// "MNIST", "drawn digits (builtin-1)", a folder's name.
[[nodiscard]] QString datasetName(const std::string& dataset);

/// A folder's, file's or experiment's name; bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] QString asText(const std::string& text);

/// "with BN", "without BN".
[[nodiscard]] QString twinPhrase(Twin twin);

/// "a, b and c".
[[nodiscard]] QString listed(const QStringList& names);

/// What stands between two sentences: a blank, or nothing in Chinese.
[[nodiscard]] QString sentenceGap();

/// Whether there is any seed with both runs, that is, anything to compare.
[[nodiscard]] bool hasPairs(const ReportData& data);
[[nodiscard]] bool hasPairs(const ReportExperiment& experiment);

}  // namespace normscope::ui
