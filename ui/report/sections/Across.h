#pragma once

#include <string>
#include <vector>

#include "ui/report/ReportDocument.h"
#include "ui/report/sections/Facts.h"

/// The tables of several experiments beside each other, from what each of them comes to.
namespace normscope::ui
{

/// One of the experiments.
struct AcrossExperiment
{
    std::string title;
    std::vector<ExperimentFacts> facts;  ///< a row each; none where nothing is compared
};

/// As aspectsTable() of Sections.h, of facts that need not be tested: who shows the table again and again may keep
/// them.
[[nodiscard]] Table aspectsTable(const std::vector<AcrossExperiment>& experiments);

}  // namespace normscope::ui
