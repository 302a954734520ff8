#pragma once

#include <QJsonObject>
#include <QStringList>
#include <QTemporaryDir>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <normscope/experiment/ExperimentRunner.h>

namespace normscope::test
{

/// What tests of whole experiments share: a small dataset, and a folder of its own for each test to train into.
/// A test class derives from it and calls its two beginnings from initTestCase() and init().
class ExperimentTest : public QObject
{
  protected:
    /// Number of samples in the small dataset of 12×12 images.
    static constexpr int kTrainCount = 120;
    static constexpr int kTestCount = 40;

    void beginTests();
    void beginTest();

    /// The small dataset's folder.
    [[nodiscard]] QString dataset() const { return m_data.filePath("small"); }

    /// A path in this test's folder.
    [[nodiscard]] QString at(const QString& name) const { return m_folder->filePath(name); }

    /// Two epochs of six batches of 20 on the small dataset, evaluated after each.
    [[nodiscard]] ExperimentSpec spec(ExperimentKind kind, const QStringList& keysAndTexts = {}) const;

    /// Sets m_prepared.
    void prepare(const ExperimentSpec& spec);

    /// Trains into the folder of that name, which sets m_prepared, m_outcome, m_told and m_seeds.
    void run(const QString& name, const ExperimentSpec& spec);

    /// The same of all cases of an experiment; m_prepared stays as it is.
    void run(const QString& name, const Experiment& experiment);

    /// Makes the folder of an experiment in which no case has begun.
    void create(const QString& name, const Experiment& experiment) const;

    /// Trains what is left in the folder of an experiment or a case.
    void resume(const QString& name);

    /// The same, and stops when `isEnough` holds for an event of that seed. Errors are left in m_outcome.
    void runUntil(const QString& name, const ExperimentSpec& spec, std::uint64_t lastSeed,
                  const std::function<bool(const TrainingEvent&)>& isEnough);

    /// The one experiment in the folder's comparison.json.
    [[nodiscard]] QJsonObject comparisonIn(const QString& name) const;

    /// Checks the tables of a finished run that is evaluated after every iteration against each other.
    static void verifyTables(const QString& leaf, int epochs, int iterationsPerEpoch, bool hasValidation = false);

    QTemporaryDir m_data;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<RunControl> m_control;
    std::unique_ptr<PreparedCase> m_prepared;
    std::unique_ptr<ExperimentOutcome> m_outcome;
    std::map<std::pair<std::uint64_t, std::string>, RunRecord> m_told;  ///< what the events said
    std::vector<std::uint64_t> m_seeds;                                 ///< in the order in which they began
};

}  // namespace normscope::test
