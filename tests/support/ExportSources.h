#pragma once

#include <string>
#include <vector>

#include <normscope/export/ExportSource.h>

#include "MadeUpRuns.h"

namespace normscope::test
{

/// An experiment that lies nowhere, of made-up finished runs: both twins of each seed.
inline ExportSource madeUpSource(const std::string& name, const std::vector<std::uint64_t>& seeds,
                                 bool hasValidation = false)
{
    ExportSource source;
    source.name = name;
    source.stored.spec.seeds = seeds;
    source.stored.spec.validation = hasValidation ? 20 : 0;
    for (const std::uint64_t seed : seeds) {
        for (const std::string variant : {kBn, kNoBn}) {
            source.stored.runs.push_back(recordOf(finishedRun(variant, hasValidation), seed, variant));
        }
    }
    return source;
}

}  // namespace normscope::test
