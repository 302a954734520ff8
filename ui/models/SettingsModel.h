#pragma once

#include <QAbstractTableModel>
#include <QStringList>
#include <functional>
#include <string>
#include <vector>

#include <normscope/experiment/ExperimentSpec.h>

namespace normscope::ui
{

/// The settings of some experiments side by side: a row a setting, a column an experiment. Values that are not the same
/// everywhere are bold.
class SettingsModel : public QAbstractTableModel
{
    Q_OBJECT

  public:
    struct Experiment
    {
        QString name;
        ExperimentSpec spec;
    };

    /// A setting's key in words.
    using Label = std::function<QString(const std::string& key)>;

    explicit SettingsModel(Label label, QObject* parent = nullptr);

    /// Changes nothing (selection, scrolling) where the texts are the same as before.
    void setExperiments(std::vector<Experiment> experiments);
    /// Only the settings that are not the same in all experiments.
    void setDifferencesOnly(bool on);
    /// The language has changed.
    void retranslate();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    struct Row
    {
        std::string key;
        QStringList values;
        bool differs = false;
        bool operator==(const Row&) const = default;
    };
    [[nodiscard]] std::vector<Row> rowsOf(const std::vector<Experiment>& experiments) const;
    void show(std::vector<Experiment> experiments);

    Label m_label;
    std::vector<Experiment> m_experiments;
    std::vector<Row> m_rows;
    bool m_differencesOnly = false;
};

}  // namespace normscope::ui
