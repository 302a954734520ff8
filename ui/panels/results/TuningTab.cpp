#include "ui/panels/results/TuningTab.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <set>

#include "ui/charts/FlowLayout.h"
#include "ui/models/ExperimentTitle.h"
#include "ui/models/SettingTexts.h"
#include "ui/models/ShownText.h"
#include "ui/models/ValueText.h"
#include "ui/models/VariantTexts.h"

namespace normscope::ui
{

namespace
{

QString titleOf(const std::map<std::string, std::string>& settings)
{
    QStringList parts;
    for (const auto& [key, value] : settings) {
        parts.push_back(settingTitle(key, value));
    }
    return parts.join(QStringLiteral(" · "));
}

}  // namespace

TuningTab::TuningTab(const ExperimentStore& store, QWidget* parent)
    : ResultsTab(parent)
    , m_store(store)
    , m_setting(makeField("tunedSettingCombo"))
    , m_others(makeField("tunedOthersCombo"))
    , m_legend(new PageLegend(this))
    , m_chart(new LineChart(this))
    , m_bestRows(new QWidget(this))
    , m_bestLayout(new QGridLayout(m_bestRows))
    , m_remark(new QLabel(this))
{
    m_chart->setObjectName(QStringLiteral("tuningChart"));
    m_bestRows->setObjectName(QStringLiteral("bestRows"));
    m_remark->setObjectName(QStringLiteral("tuningRemark"));
    m_remark->setWordWrap(true);
    m_remark->setTextFormat(Qt::PlainText);
    m_bestLayout->setContentsMargins({});
    m_bestLayout->setColumnStretch(0, 1);
    m_legend->setCharts({m_chart});
    auto* fields = new FlowLayout;
    fields->addWidget(m_setting.whole);
    fields->addWidget(m_others.whole);
    auto* layout = new QVBoxLayout(this);
    const int gap = fontMetrics().height() / 4;
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->setSpacing(gap);
    layout->addLayout(fields);
    layout->addWidget(m_legend);
    layout->addWidget(m_chart, 1);
    layout->addWidget(m_bestRows);
    layout->addWidget(m_remark);
    connect(m_setting.combo, &QComboBox::activated, this, [this] {
        m_key = m_setting.combo->currentData().toString().toStdString();
        m_fixed.clear();
        fill();
    });
    connect(m_others.combo, &QComboBox::activated, this, [this](int index) {
        m_fixed =
            index > 0 ? m_tuning.others.at(static_cast<std::size_t>(index - 1)) : std::map<std::string, std::string>();
        fill();
    });
    retranslate();
}

TuningTab::Field TuningTab::makeField(const char* name)
{
    Field field{new QWidget(this), nullptr, nullptr};
    field.label = new QLabel(field.whole);
    field.combo = new QComboBox(field.whole);
    field.combo->setObjectName(QString::fromLatin1(name));
    field.combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    field.label->setBuddy(field.combo);
    auto* row = new QHBoxLayout(field.whole);
    row->setContentsMargins({});
    row->addWidget(field.label);
    row->addWidget(field.combo);
    return field;
}

void TuningTab::setRuns(const std::vector<ShownRun>& /*runs*/)
{
    fill();
}

void TuningTab::catchUp(bool isAll)
{
    // Accuracies come once an epoch.
    if (m_pace.isDue(isAll)) {
        fill();
    }
    m_chart->refresh();
}

void TuningTab::setPresenting(bool presents)
{
    m_isPresenting = presents;
    showFields();
    constexpr double kPresentingLineScale = 1.8;
    m_chart->setLineScale(presents ? kPresentingLineScale : 1);
}

void TuningTab::fill()
{
    Tuning tuning = tuningOf(tunedCases(m_store), m_key, m_fixed);
    if (tuning == m_tuning) {
        return;
    }
    if (tuning.key != m_tuning.key) {
        m_chart->resetZoom();
    }
    m_tuning = std::move(tuning);
    fillFields();
    draw();
    showBest();
    m_chart->refresh();
}

void TuningTab::fillFields()
{
    const QSignalBlocker settings(m_setting.combo);
    const QSignalBlocker others(m_others.combo);
    m_setting.combo->clear();
    for (const std::string& key : m_tuning.varies) {
        m_setting.combo->addItem(plainLabel(key), QString::fromStdString(key));
    }
    m_setting.combo->setCurrentIndex(m_setting.combo->findData(QString::fromStdString(m_tuning.key)));
    m_others.combo->clear();
    m_others.combo->addItem(tr("a line each"));
    for (const auto& each : m_tuning.others) {
        m_others.combo->addItem(titleOf(each));
    }
    const auto fixed = std::find(m_tuning.others.begin(), m_tuning.others.end(), m_fixed);
    m_others.combo->setCurrentIndex(
        fixed == m_tuning.others.end() ? 0 : static_cast<int>(fixed - m_tuning.others.begin()) + 1);
    showFields();
}

void TuningTab::showFields()
{
    m_setting.whole->setVisible(!m_isPresenting && !m_tuning.varies.empty());
    m_others.whole->setVisible(!m_isPresenting && m_tuning.varies.size() > 1);
}

double TuningTab::xOf(std::size_t place) const
{
    return m_tuning.numbers.empty() ? static_cast<double>(place + 1) : m_tuning.numbers.at(place);
}

QString TuningTab::nameOf(const TunedLine& line) const
{
    const QString variant = variantText(line.variant);
    const bool isFixed = std::find(m_tuning.others.begin(), m_tuning.others.end(), m_fixed) != m_tuning.others.end();
    return line.others.empty() || isFixed ? variant
                                          //: A line of a chart: %1 is a variant such as "BN", %2 "batch size 50"
                                          : tr("%1 · %2").arg(variant, titleOf(line.others));
}

void TuningTab::draw()
{
    m_chart->removeAllCurves();
    const QString setting = plainLabel(m_tuning.key);
    const QString accuracy = m_tuning.isByValidation ? tr("Validation accuracy") : tr("Test accuracy");
    AxisOptions x;
    AxisOptions y;
    x.title = m_tuning.key.empty() ? QString() : setting;
    y.title = accuracy;
    y.isPercent = true;
    if (m_tuning.numbers.empty()) {
        x.isInteger = true;
        for (const std::string& value : m_tuning.values) {
            const Setting* known = findSetting(m_tuning.key);
            x.categories << (known == nullptr ? QString::fromStdString(value) : shownValue(*known, value));
        }
    } else if (m_tuning.isLog()) {
        x.scale = AxisScale::Log;
    }
    m_chart->setAxes(x, y);
    //: A chart's title: %1 is "Validation accuracy", %2 a setting
    m_chart->setTitle(m_tuning.key.empty()
                          ? accuracy
                          : tr("%1 after the last epoch, by %2").arg(accuracy, labelInLine(m_tuning.key)));
    m_chart->setNote(
        tr("Of each value the accuracy after its last epoch so far: single seeds faint, their means bold. "
           "Runs that diverged are left out. A vertical line marks the value of the best mean over samples "
           "held out, of those whose seeds are all done."));
    m_chart->setEmptyText(
        m_tuning.varies.empty()
            ? tr("Nothing varies. Give a setting several values, such as learning rate 0.3, 0.1, 0.03, "
                 "and train.")
            : tr("No epoch is over yet"));
    std::map<std::string, int> shades;
    for (const TunedLine& line : m_tuning.lines) {
        drawLine(line, shades[line.variant]++);
    }
    std::set<double> best;
    for (const BestValue& one : m_tuning.best()) {
        best.insert(xOf(one.place));
    }
    m_chart->setMarkers({best.begin(), best.end()});
}

void TuningTab::drawLine(const TunedLine& line, int shade)
{
    const QString name = nameOf(line);
    std::vector<QPointF> means;
    std::map<std::uint64_t, std::vector<QPointF>> seeds;
    for (const TunedValue& value : line.values) {
        const double x = xOf(value.place);
        if (const double mean = value.mean(); std::isfinite(mean)) {
            means.emplace_back(x, mean);
        }
        for (const auto& [seed, accuracy] : value.accuracies) {
            seeds[seed].emplace_back(x, accuracy);
        }
    }
    if (means.empty()) {
        return;
    }
    const bool hasSeeds = seeds.size() > 1;
    CurveOptions options{hasSeeds ? tr("%1, mean").arg(name) : name, line.variant, shade, CurveForm::LineWithMarkers};
    options.group = name;
    options.entry = name;
    m_chart->append(m_chart->addCurve(options), means);
    if (!hasSeeds) {
        return;
    }
    options.isGhost = true;
    for (const auto& [seed, points] : seeds) {
        options.label = tr("%1, seed %2").arg(name, QString::number(seed));
        m_chart->append(m_chart->addCurve(options), points);
    }
}

QString TuningTab::bestText(const BestValue& best) const
{
    const auto compared = static_cast<int>(m_tuning.values.size());
    QString text =
        best.isOnlyOne
            //: %1 is a variant, %2 "learning rate 0.1", %3 an accuracy
            ? tr("%1: only %2 is done so far, %3.")
                  .arg(variantText(best.variant), titleOf(best.settings), valueText(best.accuracy, Unit::Fraction))
            : best.isComplete ? tr("%1: best is %2, validation accuracy %3.")
                                    .arg(variantText(best.variant), titleOf(best.settings),
                                         valueText(best.accuracy, Unit::Fraction))
                              : tr("%1: best so far is %2, validation accuracy %3.")
                                    .arg(variantText(best.variant), titleOf(best.settings),
                                         valueText(best.accuracy, Unit::Fraction));
    if (best.seeds > 1) {
        text += QLatin1Char(' ') + tr("(Mean of %n seeds.)", nullptr, static_cast<int>(best.seeds));
    }
    if (best.isAtEdge && !best.isOnlyOne && compared > 1) {
        text += QLatin1Char(' ') + tr("It is at the edge of what was tried: try values beyond it.");
    }
    return text;
}

void TuningTab::showBest()
{
    std::vector<QString> texts;
    for (const BestValue& best : m_tuning.best()) {
        texts.push_back(bestText(best));
    }
    // The rows stay while they say the same, and with them the focus.
    if (texts != m_bestTexts) {
        m_bestTexts = std::move(texts);
        makeBestRows();
    }
    m_bestRows->setVisible(!m_bestTexts.empty());
    const QString said = remark();
    m_remark->setText(said);
    m_remark->setVisible(!said.isEmpty());
}

void TuningTab::makeBestRows()
{
    while (QLayoutItem* item = m_bestLayout->takeAt(0)) {
        if (item->widget() != nullptr) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    int row = 0;
    for (const BestValue& best : m_tuning.best()) {
        auto* text = new QLabel(m_bestTexts.at(static_cast<std::size_t>(row)), m_bestRows);
        text->setTextFormat(Qt::PlainText);
        text->setWordWrap(true);
        auto* use = new QPushButton(tr("Use it"), m_bestRows);
        use->setObjectName(QStringLiteral("useBestButton%1").arg(row));
        use->setToolTip(plainTip(tr("Puts %1 into the form, for the next training").arg(titleOf(best.settings))));
        use->setWhatsThis(use->toolTip());
        //: For screen readers: %1 is "learning rate 0.1"
        use->setAccessibleName(tr("Use %1").arg(titleOf(best.settings)));
        connect(use, &QPushButton::clicked, this,
                [this, settings = best.settings] { Q_EMIT settingsChosen(settings); });
        m_bestLayout->addWidget(text, row, 0);
        m_bestLayout->addWidget(use, row, 1);
        ++row;
    }
}

QString TuningTab::remark() const
{
    if (m_tuning.varies.empty()) {
        return {};
    }
    QStringList sentences;
    if (!m_tuning.isByValidation) {
        sentences << tr("No best value is marked: one that is chosen by the test set looks better there than it is. "
                        "Hold training samples out (field “%1”, --validation on the command line), such as 5000, and "
                        "train again: then values are compared by those.")
                         .arg(plainLabel("validation"));
    }
    QStringList diverged;
    for (const TunedLine& line : m_tuning.lines) {
        for (const TunedValue& value : line.values) {
            if (value.diverged > 0) {
                diverged << tr("%1, %2").arg(nameOf(line), settingTitle(m_tuning.key, m_tuning.values.at(value.place)));
            }
        }
    }
    if (!diverged.isEmpty()) {
        //: A list of "BN, learning rate 1"
        sentences << tr("Diverged: %1.").arg(diverged.join(QStringLiteral("; ")));
    }
    return sentences.join(QLatin1Char(' '));
}

void TuningTab::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    ResultsTab::changeEvent(event);
}

void TuningTab::retranslate()
{
    m_setting.label->setText(tr("Setting"));
    m_setting.combo->setToolTip(tr("The setting along the axis, of those that vary"));
    m_setting.combo->setWhatsThis(m_setting.combo->toolTip());
    m_setting.combo->setAccessibleName(tr("Setting along the axis"));
    m_others.label->setText(tr("Others"));
    m_others.combo->setToolTip(tr("The other settings that vary: a line for each of their values, or one of them"));
    m_others.combo->setWhatsThis(m_others.combo->toolTip());
    m_others.combo->setAccessibleName(tr("Other settings that vary"));
    m_remark->setWhatsThis(tr("What the values may be compared by, and what is left out."));
    fillFields();
    draw();
    showBest();
}

}  // namespace normscope::ui
