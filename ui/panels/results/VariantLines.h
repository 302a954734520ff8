#pragma once

#include <QGridLayout>
#include <QLabel>
#include <QWidget>
#include <array>
#include <string>
#include <vector>

#include "ui/charts/RefreshPacer.h"
#include "ui/models/ExperimentStore.h"

namespace normscope::ui
{

/// The headline figures of an experiment, a line a variant: of its run, or the means over its runs of several seeds.
/// Where there is no room for all of them the least telling columns go.
class VariantLines : public QWidget
{
    Q_OBJECT

  public:
    explicit VariantLines(QWidget* parent = nullptr);

    /// Null: nothing to show. `isAll`: now, though it may have been brought up to date a moment ago.
    void setExperiment(const ShownExperiment* experiment, bool isAll);

    [[nodiscard]] QSize minimumSizeHint() const override;

  protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    /// Columns after the sample.
    enum Column
    {
        Name,
        Accuracy,
        Caption,
        Best,
        Time,
        Status,
        kColumns,
    };
    struct Line
    {
        std::string variant;
        QWidget* sample = nullptr;
        std::array<QLabel*, kColumns> labels{};
    };

    void setVariants(const std::vector<std::string>& variants);
    void fill(const Line& line, const ShownExperiment& experiment);
    /// Hides the columns that there is no room for.
    void fit();

    QGridLayout* m_layout;
    std::vector<std::string> m_variants;
    std::vector<Line> m_lines;
    SlowPace m_pace;
};

}  // namespace normscope::ui
