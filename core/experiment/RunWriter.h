#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <normscope/base/Result.h>
#include <normscope/base/Stopwatch.h>
#include <normscope/experiment/CheckpointFile.h>
#include <normscope/experiment/Csv.h>
#include <normscope/experiment/RunInfo.h>
#include <normscope/experiment/RunRecord.h>

namespace normscope
{

/// Writes one run's folder while its events come in, so that others can follow: the CSV files line by line, flushed
/// every second; run.json before anything else; summary.json at the start and at the end; checkpoints as they come;
/// weights and predictions when it has finished.
///
/// What cannot be written stops no training: it is told in the log and tried again every few seconds and at the end,
/// from the record, which holds everything. Only a run whose files are all there is told to be over in summary.json:
/// any other can be resumed from its last checkpoint.
class RunWriter
{
  public:
    /// What the run's files say of it beside what it measures, as JSON texts.
    struct Metadata
    {
        std::string identity;       ///< in checkpoints, see identityOf()
        std::string normalization;  ///< with the weights: {"mean": […], "std": […]}
        std::string testSha256;     ///< of the dataset that the predictions are about
        std::string network;        ///< with the weights
        std::string run;            ///< run.json's content
        int threads = 1;
    };
    [[nodiscard]] static Metadata metadataOf(const RunInfo& run);

    /// Makes `leaf` and its files. `hasValidation` adds the validation columns.
    [[nodiscard]] static Result<RunWriter> create(const std::filesystem::path& leaf, bool hasValidation,
                                                  Metadata metadata);

    /// Goes on with the files of a run that was interrupted, cut back to where its checkpoint was made.
    [[nodiscard]] static Result<RunWriter> goOn(const std::filesystem::path& leaf, bool hasValidation,
                                                Metadata metadata, const CsvLengths& lengths);

    /// A run whose files cannot be made now, for that reason: the first thing that is tried again.
    [[nodiscard]] static RunWriter later(const std::filesystem::path& leaf, bool hasValidation, Metadata metadata,
                                         Error reason);

    RunWriter(RunWriter&&) noexcept = default;
    RunWriter& operator=(RunWriter&&) noexcept = default;
    RunWriter(const RunWriter&) = delete;
    RunWriter& operator=(const RunWriter&) = delete;
    ~RunWriter() = default;

    /// Writes what the event says; `record` has taken it in already.
    void add(const TrainingEvent& event, const RunRecord& record);

    /// What could not be written yet. An error after the run's last event: its folder is not complete.
    [[nodiscard]] const Status& status() const { return m_status; }

  private:
    RunWriter(std::filesystem::path leaf, bool hasValidation, Metadata metadata);

    /// Opens the file of each table by open(its form, its place in kRunTables), or none of them.
    template <class Open>
    [[nodiscard]] Status openTables(Open open);

    void keep(Status status, std::string_view then);
    void tellIfWrittenAgain();
    void remember(const TrainingEvent& event);
    [[nodiscard]] Status append(const TrainingEvent& event);
    [[nodiscard]] Status appendProbe(const ProbeRows& look);
    [[nodiscard]] Status flush();
    [[nodiscard]] Status sync(CsvLengths& lengths);
    [[nodiscard]] Status writeAgain(const RunRecord& record);
    [[nodiscard]] Status makeLeaf(const RunRecord& record) const;
    [[nodiscard]] Status makeTables(const RunRecord& record);
    [[nodiscard]] Status follow(const TrainingEvent& event, const RunRecord& record);
    [[nodiscard]] Status save(const Checkpoint& checkpoint);
    [[nodiscard]] Status writeMachine(const RunRecord& record) const;
    [[nodiscard]] Status finish(const RunRecord& record, const TrainingEvent& last);
    [[nodiscard]] Status writeOutcome(const Finished& finished) const;
    template <class Action>
    [[nodiscard]] Status inMemoryThatMayRunOut(Action action) const;

    std::filesystem::path m_leaf;
    std::vector<SeriesFile> m_forms;  ///< by table, as m_tables
    Metadata m_metadata;
    std::vector<CsvFile> m_tables;            ///< grow while the run does; none: they could not be made yet
    std::map<std::string, CsvFile> m_probes;  ///< by instrument, from its first rows on
    std::optional<Checkpoint> m_unsaved;      ///< of the last step, while it could not be written
    std::int64_t m_schedule = 0;              ///< steps of the whole run
    Json m_starts = Json::array();            ///< of environment.json; the last one is this one's
    Stopwatch m_sinceFlush;
    Stopwatch m_sinceTried;
    Status m_status;
    bool m_isWarned = false;  ///< the log says that something cannot be written
};

/// summary.json of a run as a JSON text; also what readExperiment() takes a run's status from.
[[nodiscard]] std::string summaryJson(const RunRecord& record);

}  // namespace normscope
