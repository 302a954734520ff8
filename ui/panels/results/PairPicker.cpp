#include "ui/panels/results/PairPicker.h"

#include <QAbstractItemView>
#include <QEvent>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <algorithm>

namespace normscope::ui
{

PairPicker::PairPicker(QWidget* parent)
    : QWidget(parent)
    , m_label(new QLabel(this))
    , m_first(new QComboBox(this))
    , m_minus(new QLabel(QStringLiteral("−"), this))
    , m_second(new QComboBox(this))
{
    setObjectName(QStringLiteral("pairPicker"));
    m_first->setObjectName(QStringLiteral("pairFirstCombo"));
    m_second->setObjectName(QStringLiteral("pairSecondCombo"));
    m_label->setBuddy(m_first);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_label);
    for (QComboBox* combo : {m_first, m_second}) {
        combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        connect(combo, &QComboBox::activated, this, &PairPicker::take);
    }
    layout->addWidget(m_first);
    layout->addWidget(m_minus);
    layout->addWidget(m_second);
    retranslate();
}

void PairPicker::setRuns(const std::vector<ShownRun>& runs)
{
    if (runs == m_runs) {
        return;
    }
    m_runs = runs;
    m_choices = choicesOf(runs);
    const auto before = m_pair;
    setPair(m_pair);
    if (m_pair != before) {
        Q_EMIT pairChanged(m_pair);
    }
}

void PairPicker::setPair(const std::optional<ChosenPair>& pair)
{
    const auto has = [this](const RunChoice& one) {
        return std::find(m_choices.begin(), m_choices.end(), one) != m_choices.end();
    };
    m_pair = pair && has(pair->first) && has(pair->second) ? pair : std::nullopt;
    fill();
}

void PairPicker::chooseFirst()
{
    if (m_choices.size() > 1) {
        setPair(ChosenPair{m_choices[0], m_choices[1]});
        Q_EMIT pairChanged(m_pair);
    }
}

void PairPicker::fill()
{
    const QSignalBlocker first(m_first);
    const QSignalBlocker second(m_second);
    m_first->clear();
    m_second->clear();
    m_first->addItem(tr("each − its reference"));
    const auto placeOf = [this](const RunChoice& choice) {
        return static_cast<int>(std::find(m_choices.begin(), m_choices.end(), choice) - m_choices.begin());
    };
    for (const RunChoice& choice : m_choices) {
        const QString label = choiceLabel(choice, m_runs);
        m_first->addItem(label);
        m_second->addItem(label);
    }
    for (QComboBox* combo : {m_first, m_second}) {
        // Two long names must not make the window wide; the list has room for them.
        constexpr int kLetters = 32;
        combo->setMaximumWidth(kLetters * fontMetrics().averageCharWidth());
        combo->view()->setMinimumWidth(combo->view()->sizeHintForColumn(0) + 2 * fontMetrics().height());
    }
    m_first->setCurrentIndex(m_pair ? placeOf(m_pair->first) + 1 : 0);
    m_second->setCurrentIndex(m_pair ? placeOf(m_pair->second) : -1);
    m_minus->setVisible(m_pair.has_value());
    m_second->setVisible(m_pair.has_value());
    setEnabled(m_choices.size() > 1);
}

void PairPicker::take()
{
    const int first = m_first->currentIndex() - 1;
    int second = m_second->currentIndex();
    if (first < 0) {
        m_pair.reset();
    } else {
        if (second < 0 || second == first) {
            // Something else than itself to begin with.
            second = first == 0 ? 1 : 0;
        }
        m_pair =
            ChosenPair{m_choices.at(static_cast<std::size_t>(first)), m_choices.at(static_cast<std::size_t>(second))};
    }
    fill();
    Q_EMIT pairChanged(m_pair);
}

void PairPicker::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

void PairPicker::retranslate()
{
    m_label->setText(tr("Difference"));
    m_first->setToolTip(tr("The difference of any two runs, the first minus the second; or of each variant to its "
                           "reference"));
    m_first->setWhatsThis(m_first->toolTip());
    m_first->setAccessibleName(tr("Difference: the first"));
    m_second->setToolTip(tr("What the first is compared with"));
    m_second->setWhatsThis(m_second->toolTip());
    m_second->setAccessibleName(tr("Difference: the second"));
    fill();
}

}  // namespace normscope::ui
