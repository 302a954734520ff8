#pragma once

#include <QStringList>
#include <filesystem>
#include <functional>

#include <normscope/base/Result.h>

#include "ui/charts/ChartExport.h"
#include "ui/network/NetworkPainter.h"

/// A drawn network as a file or in a report.
namespace normscope::ui
{

/// The whole network as large as the place allows, in its middle.
void paintNetworkInto(QPainter& painter, const QRectF& target, const NetworkPicture& picture, const QStringList& fonts,
                      const NetworkColors& colors = NetworkColors::forPrint());

/// In its natural size, with letters of about so many points, and no wider than a page: PNG, SVG or PDF by the file's
/// name; ErrorCode::Usage for any other. Written whole or not at all. ErrorCode::Io with path and reason.
[[nodiscard]] Status exportNetwork(const NetworkPicture& picture, const std::filesystem::path& path);

/// The same of any drawing of that size in units of a network's.
[[nodiscard]] Status exportDrawing(const std::function<void(QPainter& painter, const QRectF& target)>& paint,
                                   const QSizeF& size, const std::filesystem::path& path);

/// A program that builds the network in PyTorch, as exports of trained ones do.
/// ErrorCode::Usage where the network does not fit together.
[[nodiscard]] Result<std::string> networkAsPyTorch(const graph::Graph& network, const graph::SampleShape& image,
                                                   double bnMomentum, double bnEps);

}  // namespace normscope::ui
