#pragma once

#include <QString>
#include <filesystem>
#include <vector>

#include <normscope/experiment/Study.h>
#include <normscope/session/RunQueue.h>

#include "ui/models/ExperimentStore.h"

namespace normscope::ui
{

/// Why the experiment cannot be gone on with, as a sentence; empty where it can. Null: none is shown.
[[nodiscard]] QString whyNotResumable(const ShownExperiment* experiment, const RunQueue& queue);

/// The order for the queue that goes on with it; not for a part, but for the whole experiment that it belongs to.
[[nodiscard]] QueuedExperiment resumption(const ShownExperiment& experiment);

/// Orders for the members of the study in that folder that nobody has begun and that do not wait in the queue. None
/// while another program trains a member: it is on its way to the others.
[[nodiscard]] std::vector<QueuedExperiment> membersNotBegun(const Study& study, const std::filesystem::path& folder,
                                                            const ExperimentStore& store, const RunQueue& queue);

}  // namespace normscope::ui
