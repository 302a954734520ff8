#pragma once

#include <QString>
#include <filesystem>
#include <utility>
#include <vector>

#include "ui/charts/ChartExport.h"
#include "ui/charts/LineChart.h"

/// All figures of an experiment at once, without a dialog.
namespace normscope::ui
{

/// "png", "svg", "pdf".
[[nodiscard]] QString suffixOf(PictureFormat format);

/// A name without what file systems do not take: "Training loss, BN" becomes "training-loss-bn".
[[nodiscard]] QString fileNameOf(const QString& title);

/// The files that exportAllFigures() writes.
[[nodiscard]] std::vector<std::filesystem::path> figureFiles(const std::vector<std::pair<QString, LineChart*>>& charts,
                                                             const std::filesystem::path& folder, PictureFormat format);

/// Writes each chart under its name into the folder, which is made where it is not there, and gives the files. The
/// first that cannot be written ends it: ErrorCode::Io with path and reason. ErrorCode::Usage where there is no chart.
[[nodiscard]] Result<std::vector<std::filesystem::path>>
exportAllFigures(const std::vector<std::pair<QString, LineChart*>>& charts, const std::filesystem::path& folder,
                 PictureFormat format, const PictureOptions& options);

}  // namespace normscope::ui
