#pragma once

#include <QString>
#include <vector>

#include <normscope/experiment/RunFolder.h>
#include <normscope/session/RunQueue.h>

#include "ui/models/ExperimentStore.h"

namespace normscope::ui
{

/// Why the experiment cannot be gone on with, as a sentence; empty where it can. Null: none is shown.
[[nodiscard]] QString whyNotResumable(const ShownExperiment* experiment, const RunQueue& queue);

/// The order for the queue that goes on with it; not for a part, but for the whole experiment that it belongs to.
[[nodiscard]] QueuedExperiment resumption(const ShownExperiment& experiment);

/// Orders for the cases of an experiment that nobody has begun and that do not wait in the queue. None while another
/// program trains one: it is on its way to the others.
[[nodiscard]] std::vector<QueuedExperiment> casesNotBegun(const StoredPlan& plan, const ExperimentStore& store,
                                                          const RunQueue& queue);

}  // namespace normscope::ui
