#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include <normscope/experiment/RunsCatalog.h>

/// What RunsCatalog knows of one experiment's folder.
namespace normscope
{

/// By what it is told whether a file is still as it was when it was read.
struct FileStamp
{
    std::int64_t time = 0;    ///< of its last change, in nanoseconds since 1970
    std::int64_t bytes = -1;  ///< −1: it is not there
    /// It was looked at so soon after the change that the next one may not show in the time.
    bool isFresh = false;

    [[nodiscard]] bool isThere() const { return bytes >= 0; }
    /// Whether what was read at that stamp still holds.
    [[nodiscard]] bool holdsFor(const FileStamp& now) const
    {
        return !isFresh && time == now.time && bytes == now.bytes;
    }
};

/// Of the path itself, where it is a link.
[[nodiscard]] FileStamp stampOf(const std::string& path);

/// An experiment's folder: what was read of it, and the stamps of the files that it was read from.
class ListedFolder
{
  public:
    struct RunStamps
    {
        FileStamp summary;
        FileStamp epochs;
    };

    /// What an index keeps of it.
    struct Stamps
    {
        FileStamp experiment;
        FileStamp about;
        std::vector<RunStamps> runs;  ///< case by case, as in the experiment
    };

    explicit ListedFolder(std::string folder);
    /// As an index remembers it.
    ListedFolder(std::shared_ptr<const ListedExperiment> listed, Stamps stamps);

    /// Reads what has other stamps than when it was read, and looks who trains. True where something is different.
    bool refresh(const std::stop_token& stop = {});

    [[nodiscard]] const std::shared_ptr<const ListedExperiment>& listed() const { return m_listed; }
    [[nodiscard]] const Stamps& stamps() const { return m_stamps; }

    /// Whether an index has it as it is.
    [[nodiscard]] bool isSaved() const { return m_isSaved; }
    void setSaved() { m_isSaved = true; }

  private:
    void readPlanAgain();
    void readAboutAgain();
    [[nodiscard]] ListedRun readRun(const ListedCase& one, std::size_t run, std::size_t index);
    [[nodiscard]] std::optional<ListedRun> lookAt(const std::string& home, const ListedCase& one, std::size_t run,
                                                  std::size_t index);
    [[nodiscard]] const ListedExperiment& current() const;
    ListedExperiment& next();

    std::string m_folder;
    bool m_isSaved = false;
    bool m_hasEarlierStudy = false;
    std::shared_ptr<const ListedExperiment> m_listed;
    std::shared_ptr<ListedExperiment> m_next;  ///< what it becomes, where something is different
    Stamps m_stamps;
    Message m_planProblem;
    Message m_aboutProblem;
    std::map<std::size_t, Message> m_runProblems;  ///< by the run's place among the stamps
};

}  // namespace normscope
