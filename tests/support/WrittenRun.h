#pragma once

#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <string>
#include <vector>

#include <normscope/experiment/RunRecord.h>
#include <normscope/experiment/RunWriter.h>
#include <normscope/train/TrainingEvent.h>

namespace normscope::test
{

/// A folder, the leaf in it that a RunWriter writes, and the record that writers are given beside events.
class WrittenRun
{
  public:
    static constexpr const char* kSettings = R"({"command":"twin"})";

    [[nodiscard]] bool isValid() const { return m_folder.isValid(); }

    /// The experiment's folder, and a path in it.
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    [[nodiscard]] QString inFolder(const QString& name) const { return m_folder.filePath(name); }

    /// The run's folder in it, and a path in that.
    [[nodiscard]] std::string leaf() const { return inFolder("seed-1/bn").toStdString(); }
    [[nodiscard]] QString at(const QString& name) const { return inFolder("seed-1/bn/" + name); }

    /// What is in that folder: all files, or those of some patterns.
    [[nodiscard]] QStringList files(const QStringList& patterns = {}) const;

    [[nodiscard]] Result<RunWriter> create(bool hasValidation = false) const;
    [[nodiscard]] RunWriter createLater(Error why) const;

    void add(RunWriter& writer, const TrainingEvent& event);
    void addAll(RunWriter& writer, const std::vector<TrainingEvent>& events);
    [[nodiscard]] const RunRecord& record() const { return m_record; }

  private:
    QTemporaryDir m_folder;
    RunRecord m_record;
};

}  // namespace normscope::test
