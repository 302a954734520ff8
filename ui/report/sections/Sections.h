#pragma once

#include <cstddef>

#include "ui/report/DocumentBuilder.h"
#include "ui/report/Report.h"

/// The parts of the report, each one function that says its part from the data. A sentence that the data do not carry
/// is not said.
namespace normscope::ui
{

/// Where and with what prefix an experiment is spoken of: alone, or as one of several in a section of its own.
struct Place
{
    std::size_t experiment = 0;
    int level = 1;         ///< of the headings
    bool isShort = false;  ///< one of many cases that differ in values: the main figures only
};

/// What is not as it should be, for the top: runs that did not reach their end, files that are gone.
void addNotices(DocumentBuilder& builder, const ReportData& data);

/// The same of one experiment, at its place among several.
void addNotices(DocumentBuilder& builder, const ReportData& data, std::size_t experiment);

/// What people said of the experiments: what they expected before the training, and their notes.
void addWords(DocumentBuilder& builder, const ReportData& data);

void addSummary(DocumentBuilder& builder, const ReportData& data);
void addQuestion(DocumentBuilder& builder, const ReportData& data);
void addMethod(DocumentBuilder& builder, const ReportData& data);
void addSetup(DocumentBuilder& builder, const ReportData& data);

/// The drawing of the networks and their layers.
void addNetwork(DocumentBuilder& builder, const ReportData& data, const Place& place);

/// Several experiments beside each other.
void addAcross(DocumentBuilder& builder, const ReportData& data);

/// All experiments in one table by the assignment's aspects, a row each, with the figures of addAcross(). Needs nothing
/// of an experiment but its title and its comparison.
[[nodiscard]] Table aspectsTable(const ReportData& data);

/// Curves, the four aspects, statistics and mistakes of one experiment.
void addResults(DocumentBuilder& builder, const ReportData& data, const Place& place);

/// What instruments saw inside the networks, a question after the other; nothing where none looked.
void addInside(DocumentBuilder& builder, const ReportData& data, const Place& place);

/// Whose digits the networks get wrong: McNemar's test, confusion matrices, the digits themselves.
void addMistakes(DocumentBuilder& builder, const ReportData& data, const Place& place);

void addDiscussion(DocumentBuilder& builder, const ReportData& data);
void addReproduction(DocumentBuilder& builder, const ReportData& data, const ReportOptions& options);

}  // namespace normscope::ui
