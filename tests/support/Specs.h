#pragma once

#include <QStringList>

#include <normscope/experiment/ExperimentSpec.h>

namespace normscope::test
{

/// The spec of a command line: {"lr", "0.5", "bn", "off"}, keys and texts in turn. Ends the test program where one is
/// refused.
[[nodiscard]] ExperimentSpec specOf(ExperimentKind kind, const QStringList& keysAndTexts = {});

}  // namespace normscope::test
