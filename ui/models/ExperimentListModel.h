#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "ui/models/ExperimentStore.h"

namespace normscope::ui
{

/// The experiments of the store, newest first, above them those that wait in the queue to be begun.
class ExperimentListModel : public QAbstractTableModel
{
    Q_OBJECT

  public:
    enum Column
    {
        Name,  ///< with a check box: shown beside the current one
        State,
        FirstVariant,  ///< from here on a column a variant that is shown: its final test accuracy
    };

    /// Both outlive the model.
    ExperimentListModel(ExperimentStore& store, RunQueue& queue, QObject* parent = nullptr);

    /// Tells one that trains from one that is paused. The session outlives the model.
    void follow(const TrainingSession& session);

    [[nodiscard]] ExperimentId idAt(int row) const;
    /// -1 where it is in no row.
    [[nodiscard]] int rowOf(ExperimentId id) const;
    /// Waits in the queue.
    [[nodiscard]] bool isWaiting(int row) const;
    /// After a change of language.
    void retranslate();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

  private:
    void rebuild();
    void updateRow(ExperimentId id);
    [[nodiscard]] QVariant waitingData(int row, int column, int role) const;
    [[nodiscard]] QVariant shownData(const ShownExperiment& shown, int column, int role) const;
    /// The variant of that column; empty where it is of none.
    [[nodiscard]] std::string variantOf(int column) const;
    [[nodiscard]] QString stateOf(const ShownExperiment& shown) const;

    ExperimentStore& m_store;
    RunQueue& m_queue;
    std::vector<ExperimentId> m_waiting;
    std::vector<ExperimentId> m_shown;
    bool m_isPaused = false;              ///< what trains
    std::vector<std::string> m_variants;  ///< with a column; bn and no-bn always
};

}  // namespace normscope::ui
