#pragma once

#include <QAction>
#include <QFrame>
#include <QLabel>
#include <QScrollArea>
#include <QStringList>
#include <cstdint>
#include <optional>

#include "ui/models/ExperimentStore.h"

namespace normscope::ui
{

/// What a reader of an experiment's figures must know, in sentences: runs that diverged, failed, were stopped or cut
/// off, and errors. `seed`: of that seed's runs alone.
[[nodiscard]] QStringList noticesOf(const ShownExperiment& experiment, std::optional<std::uint64_t> seed = {});

/// "training", "done", "diverged", "stopped", "failed", "cut off".
[[nodiscard]] QString statusName(const ShownExperiment& experiment, const RunRecord& record);

/// More lines would push the charts away.
inline constexpr qsizetype kMostNotices = 4;

/// The first kMostNotices notices as a banner; not there where there are none. It never takes more than a sixth of what
/// it lies in: longer ones scroll.
class RunNotices : public QFrame
{
    Q_OBJECT

  public:
    explicit RunNotices(QWidget* parent = nullptr);

    void setExperiment(const ShownExperiment* experiment);
    /// Offers it beside the notices, while it can be used.
    void offer(QAction& action);
    [[nodiscard]] QString text() const { return m_text->text(); }
    [[nodiscard]] QSize sizeHint() const override;

  protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void colour();
    void fitHeight();

    QLabel* m_sign;
    QScrollArea* m_scroll;
    QLabel* m_text;
    int m_wanted = 0;  ///< height of the text, as far as it may be
    bool m_isColouring = false;
};

}  // namespace normscope::ui
