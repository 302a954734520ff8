#pragma once

#include <array>

namespace normscope::fuzz
{

/// The names in a run folder by their number in an input of FuzzRunFolder. New ones go to the end, so that corpora keep
/// their meaning.
inline constexpr std::array kFolderNames{
    "experiment.json",
    "study.json",
    "environment.json",
    "seed-1",
    "seed-1/bn",
    "seed-1/bn/summary.json",
    "seed-1/bn/iterations.csv",
    "seed-1/bn/evaluations.csv",
    "seed-1/bn/epochs.csv",
    "seed-1/bn/predictions.safetensors",
    "seed-1/bn/model.safetensors",
    "seed-1/bn/checkpoint.safetensors",
    "seed-1/no-bn/summary.json",
    "seed-1/no-bn/iterations.csv",
    "seed-1/no-bn/evaluations.csv",
    "seed-1/no-bn/epochs.csv",
    "seed-1/no-bn/predictions.safetensors",
    "mlp",
    "mlp/experiment.json",
    "mlp/seed-1/bn/summary.json",
    "mlp/seed-1/bn/iterations.csv",
    "mlp/seed-1/bn/evaluations.csv",
    "mlp/seed-1/bn/epochs.csv",
    "export/.normscope-export",
    "export/long.csv",
    "seed-2/bn/summary.json",
};

/// What stands under a name: the two high bits before the number.
enum class Kind : unsigned
{
    File,
    Safetensors,  ///< a file in the form of asSafetensors()
    Link,         ///< its content chooses where to
    Other,        ///< a pipe or a folder
};

}  // namespace normscope::fuzz
