#pragma once

#include <QString>

#include <normscope/session/RunQueue.h>

#include "ui/models/ExperimentStore.h"

namespace normscope::ui
{

/// Why the experiment cannot be gone on with, as a sentence; empty where it can. Null: none is shown.
[[nodiscard]] QString whyNotResumable(const ShownExperiment* experiment, const RunQueue& queue);

/// The order for the queue that goes on with it; not for a part, but for the whole experiment that it belongs to.
[[nodiscard]] QueuedExperiment resumption(const ShownExperiment& experiment);

}  // namespace normscope::ui
