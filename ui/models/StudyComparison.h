#pragma once

#include <filesystem>

#include <normscope/base/Result.h>

#include "ui/models/ExperimentStore.h"

namespace normscope::ui
{

/// Writes comparison.csv and comparison.json of the study that a member's folder lies in, once all of its members are
/// shown and none trains. Nothing is written where that is not so, or the folder belongs to no study.
[[nodiscard]] Status compareStudyOf(const ExperimentStore& store, const std::filesystem::path& member);

}  // namespace normscope::ui
