#include "ui/panels/results/InsideTab.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <functional>
#include <utility>

#include "ui/charts/FlowLayout.h"
#include "ui/charts/RefreshPacer.h"
#include "ui/models/InsideTexts.h"
#include "ui/models/SettingTexts.h"

namespace normscope::ui
{

namespace
{

constexpr const char* kLayersPage = "layers";
constexpr const char* kLayerPage = "layer";
constexpr std::array kRunFields{"insideLeftCombo", "insideRightCombo"};
constexpr double kPresentingLineScale = 1.8;

/// What tells one set of charts from another: if it is the same, only points differ.
std::vector<QStringList> structureOf(const InsideRows& rows)
{
    std::vector<QStringList> structure;
    for (const auto& row : rows) {
        QStringList names;
        for (const InsideChart& chart : row) {
            names << QString::fromStdString(chart.name) << chart.title << chart.x.title << chart.y.title
                  << chart.x.categories;
            for (const InsideCurve& curve : chart.curves) {
                names << curve.options.group << QString::fromStdString(curve.options.variant.value_or(std::string()))
                      << QString::number(curve.options.shade) << QString::number(curve.options.isGhost ? 1 : 0)
                      << QString::number(static_cast<int>(curve.options.form));
            }
        }
        structure.push_back(names);
    }
    return structure;
}

}  // namespace

InsideTab::InsideTab(const ExperimentStore& store, QWidget* parent)
    : ResultsTab(parent)
    , m_store(store)
    , m_runFields{makeField(kRunFields[0]), makeField(kRunFields[1])}
    , m_pageField(makeField("insidePageCombo"))
    , m_measureField(makeField("insideMeasureCombo"))
    , m_layerField(makeField("insideLayerCombo"))
    , m_unitField(makeField("insideUnitCombo"))
    , m_log(new QToolButton(this))
    , m_explained(new QLabel(this))
    , m_verdict(new QLabel(this))
    , m_missing(new QWidget(this))
    , m_missingText(new QLabel(m_missing))
    , m_switchOn(new QPushButton(m_missing))
    , m_stack(new QStackedWidget(this))
    , m_heat(new InsideHeat(m_stack))
    , m_chartArea(new QWidget(m_stack))
    , m_legend(new PageLegend(m_chartArea))
    , m_page(new ChartPage(m_chartArea))
    , m_pageName(nameOf(Question::Drift))
{
    m_log->setObjectName(QStringLiteral("insideLogButton"));
    m_log->setCheckable(true);
    m_log->setAutoRaise(true);
    m_explained->setObjectName(QStringLiteral("insideExplained"));
    m_verdict->setObjectName(QStringLiteral("insideVerdict"));
    m_missing->setObjectName(QStringLiteral("insideMissing"));
    m_missingText->setObjectName(QStringLiteral("insideMissingText"));
    m_switchOn->setObjectName(QStringLiteral("insideSwitchOn"));
    for (QLabel* label : {m_explained, m_verdict, m_missingText}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    auto* fields = new FlowLayout;
    for (const Field* field :
         {&m_pageField, &m_runFields[0], &m_runFields[1], &m_measureField, &m_layerField, &m_unitField}) {
        fields->addWidget(field->whole);
    }
    fields->addWidget(m_log);
    const int gap = fontMetrics().height() / 4;
    auto* chartArea = new QVBoxLayout(m_chartArea);
    chartArea->setContentsMargins({});
    chartArea->setSpacing(gap);
    chartArea->addWidget(m_legend);
    chartArea->addWidget(m_page, 1);
    auto* missing = new QVBoxLayout(m_missing);
    missing->addStretch(2);
    missing->addWidget(m_missingText);
    missing->addWidget(m_switchOn, 0, Qt::AlignCenter);
    missing->addStretch(3);
    m_missingText->setAlignment(Qt::AlignCenter);
    m_stack->addWidget(m_heat);
    m_stack->addWidget(m_chartArea);
    m_stack->addWidget(m_missing);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->setSpacing(gap);
    layout->addLayout(fields);
    layout->addWidget(m_explained);
    layout->addWidget(m_verdict);
    layout->addWidget(m_stack, 1);

    for (std::size_t side = 0; side < m_sides.size(); ++side) {
        connect(m_runFields[side].combo, &QComboBox::activated, this,
                [this, side](int index) { takeRun(side, index); });
    }
    connect(m_pageField.combo, &QComboBox::activated, this,
            [this] { turnToPage(m_pageField.combo->currentData().toString().toStdString()); });
    connect(m_measureField.combo, &QComboBox::activated, this, [this] {
        m_log->setChecked(measure().scale == AxisScale::Log);
        rebuild();
    });
    connect(m_layerField.combo, &QComboBox::activated, this, [this] {
        m_unit = {m_layerField.combo->currentText().toStdString(), std::nullopt};
        rebuild();
    });
    connect(m_unitField.combo, &QComboBox::activated, this, [this] {
        m_unit = {m_layerField.combo->currentText().toStdString(), m_unitField.combo->currentData().toLongLong()};
        rebuild();
    });
    connect(m_log, &QToolButton::toggled, m_heat, &InsideHeat::setLog);
    connect(m_heat, &InsideHeat::layerOpened, this, &InsideTab::openLayer);
    connect(m_heat, &InsideHeat::saved, this, &InsideTab::saved);
    connect(m_switchOn, &QPushButton::clicked, this, [this] {
        Q_EMIT instrumentWanted(QString::fromStdString(m_missingInstrument));
        m_missingText->setText(
            tr("“%1” will be measured in the next training.").arg(instrumentText(m_missingInstrument)));
        m_switchOn->setEnabled(false);
    });
    retranslate();
}

InsideTab::Field InsideTab::makeField(const char* name)
{
    Field field{new QWidget(this), nullptr, nullptr};
    field.label = new QLabel(field.whole);
    field.combo = new QComboBox(field.whole);
    field.combo->setObjectName(QString::fromLatin1(name));
    field.combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    field.combo->setMaximumWidth(fontMetrics().averageCharWidth() * 48);
    field.label->setBuddy(field.combo);
    auto* row = new QHBoxLayout(field.whole);
    row->setContentsMargins({});
    row->addWidget(field.label);
    row->addWidget(field.combo);
    return field;
}

void InsideTab::setRuns(const std::vector<ShownRun>& runs)
{
    m_all = runs;
    chooseRuns();
    fillRuns();
    m_isStale = true;
}

/// What was chosen as long as it is there; else a run of the current experiment and its reference.
void InsideTab::chooseRuns()
{
    const auto keep = [this](Side& side) {
        if (side.isChosen && !side.run) {
            return;
        }
        const auto found = std::find_if(m_all.begin(), m_all.end(),
                                        [&](const ShownRun& one) { return side.run && one.isSameAs(*side.run); });
        if (found == m_all.end() || !side.isChosen) {
            side.run.reset();
            side.isChosen = false;
            return;
        }
        side.run = *found;
    };
    const auto before = std::array{m_sides[0].run, m_sides[1].run};
    keep(m_sides[0]);
    keep(m_sides[1]);
    if (!m_sides[0].isChosen) {
        // Of several variants BN, which the questions are about.
        const auto place = [this](const std::function<bool(const ShownRun&)>& isWanted) {
            return std::find_if(m_all.begin(), m_all.end(),
                                [&](const ShownRun& one) { return !one.isGhost && isWanted(one); });
        };
        auto found = place([](const ShownRun& one) { return one.run.variant == kBn; });
        if (found == m_all.end() || !found->isCurrent) {
            const auto other = place([](const ShownRun& one) { return one.run.variant != one.reference; });
            found = found == m_all.end() || (other != m_all.end() && other->isCurrent) ? other : found;
        }
        if (found != m_all.end() || !m_all.empty()) {
            m_sides[0].run = found != m_all.end() ? *found : m_all.front();
        }
    }
    if (!m_sides[1].isChosen && m_sides[0].run) {
        const ShownRun& first = *m_sides[0].run;
        const auto found = std::find_if(m_all.begin(), m_all.end(), [&](const ShownRun& one) {
            return one.experiment == first.experiment && one.run.seed == first.run.seed && !one.isSameAs(first) &&
                   (one.run.variant == first.reference || first.run.variant == first.reference);
        });
        m_sides[1].run = found != m_all.end() ? std::optional(*found) : std::nullopt;
    }
    for (std::size_t i = 0; i < m_sides.size(); ++i) {
        const auto& now = m_sides[i].run;
        const bool isSame = now.has_value() == before[i].has_value() &&
                            (!now || (now->isSameAs(*before[i]) && now->edition == before[i]->edition));
        if (!isSame) {
            m_sides[i].looks = {};
            m_structure.clear();
        }
    }
}

void InsideTab::fillRuns()
{
    for (std::size_t i = 0; i < m_sides.size(); ++i) {
        QComboBox* combo = m_runFields[i].combo;
        const QSignalBlocker blocker(combo);
        combo->clear();
        for (const ShownRun& run : m_all) {
            combo->addItem(run.label);
        }
        if (i > 0) {
            combo->addItem(tr("none"));
        }
        const auto found = std::find_if(m_all.begin(), m_all.end(), [&](const ShownRun& one) {
            return m_sides[i].run && one.isSameAs(*m_sides[i].run);
        });
        const bool isNone = found == m_all.end();
        combo->setCurrentIndex(isNone ? (i > 0 ? combo->count() - 1 : -1) : static_cast<int>(found - m_all.begin()));
    }
}

void InsideTab::takeRun(std::size_t side, int index)
{
    const auto place = static_cast<std::size_t>(std::max(index, 0));
    m_sides[side].run = place < m_all.size() ? std::optional(m_all[place]) : std::nullopt;
    m_sides[side].isChosen = true;
    m_sides[side].looks = {};
    // A side that nobody has chosen follows: twins are what is compared.
    chooseRuns();
    fillRuns();
    rebuild();
}

void InsideTab::turnToPage(const std::string& page)
{
    const int index = m_pageField.combo->findData(QString::fromStdString(page));
    if (index < 0) {
        return;
    }
    const QSignalBlocker blocker(m_pageField.combo);
    m_pageField.combo->setCurrentIndex(index);
    m_pageName = page;
    rebuild();
}

void InsideTab::openLayer(const QString& layer)
{
    m_unit = {layer.toStdString(), std::nullopt};
    turnToPage(kLayerPage);
}

std::optional<Question> InsideTab::question() const
{
    const auto& all = questions();
    const auto found = std::find_if(all.begin(), all.end(), [this](Question one) { return nameOf(one) == m_pageName; });
    return found == all.end() ? std::nullopt : std::optional(*found);
}

const InsideMeasure& InsideTab::measure() const
{
    const int index = std::max(m_measureField.combo->currentIndex(), 0);
    return insideMeasures().at(static_cast<std::size_t>(index));
}

std::vector<InsideRun> InsideTab::runs() const
{
    std::vector<InsideRun> runs;
    for (const Side& side : m_sides) {
        if (side.run) {
            runs.push_back({&side.looks, side.run->run.variant, side.run->label, side.run->shade, side.run->experiment,
                            side.run->run.seed});
        }
    }
    // The same one twice says nothing more.
    if (runs.size() == 2 && m_sides[0].run->isSameAs(*m_sides[1].run)) {
        runs.pop_back();
    }
    return runs;
}

/// Twice a second at most, and so seldom that it takes little of what the training could use.
bool InsideTab::isDue(bool isAll) const
{
    constexpr double kLeastInterval = 500;
    constexpr double kLargestShare = 0.025;
    return isAll || m_isStale || !m_since.isValid() ||
           static_cast<double>(m_since.elapsed()) >= std::max(kLeastInterval, m_cost / kLargestShare);
}

void InsideTab::readLooks()
{
    for (Side& side : m_sides) {
        if (const RunRecord* record = side.run ? recordOf(m_store, *side.run) : nullptr) {
            m_isStale = side.looks.read(record->probes) || m_isStale;
        }
    }
}

void InsideTab::catchUp(bool isAll)
{
    if (!isDue(isAll)) {
        return;
    }
    const double begin = threadMilliseconds();
    readLooks();
    if (m_isStale) {
        m_isStale = false;
        showPage();
    }
    m_cost = threadMilliseconds() - begin;
    m_since.start();
}

void InsideTab::rebuild()
{
    m_structure.clear();
    m_isStale = true;
    catchUp(true);
}

void InsideTab::showPage()
{
    showFields();
    const std::vector<InsideRun> shown = runs();
    if (m_pageName == kLayersPage) {
        showTexts({}, {}, {});
        showHeat();
        return;
    }
    fillUnits();
    if (const auto asked = question()) {
        const InsideRows rows = questionCharts(*asked, shown, m_unit);
        if (!isMeasured(*asked, shown) || rows.empty()) {
            showTexts(questionExplained(*asked), {}, {});
            showMissing(instrumentOf(*asked));
            return;
        }
        const InsideVerdict verdict = verdictOf(*asked, shown);
        showTexts(questionExplained(*asked), verdict.text, verdict.reason);
        showRows(rows);
        return;
    }
    showTexts({}, {}, {});
    const InsideRows rows = layerCharts(m_unit, shown);
    if (rows.empty()) {
        showMissing("distribution");
        return;
    }
    showRows(rows);
}

void InsideTab::showTexts(const QString& explained, const QString& verdict, const QString& reason)
{
    const auto show = [](QLabel* label, const QString& text) {
        if (label->text() != text) {
            label->setText(text);
        }
        label->setVisible(!text.isEmpty());
    };
    // In the dark the charts are what counts.
    show(m_explained, m_isPresenting ? QString() : explained);
    //: %1 is a verdict such as "As in the paper.", %2 the numbers behind it
    show(m_verdict, verdict.isEmpty() ? QString() : tr("%1 %2").arg(verdict, reason).trimmed());
    QFont bold = font();
    bold.setBold(true);
    m_verdict->setFont(bold);
}

void InsideTab::showMissing(const std::string& instrument)
{
    const bool isNews = m_stack->currentWidget() != m_missing || m_missingInstrument != instrument;
    m_missingInstrument = instrument;
    if (isNews || m_structure.empty()) {
        m_switchOn->setEnabled(true);
        const bool isSeldom =
            findInstrument(instrument) != nullptr && findInstrument(instrument)->time != ProbeTime::Regularly;
        const bool isOn = std::any_of(m_sides.begin(), m_sides.end(), [&](const Side& side) {
            const ShownExperiment* experiment = side.run ? m_store.find(side.run->experiment) : nullptr;
            return experiment != nullptr && std::count(experiment->spec.training.probes.begin(),
                                                       experiment->spec.training.probes.end(), instrument) > 0;
        });
        m_switchOn->setVisible(!isOn);
        m_missingText->setText(
            isOn ? (isSeldom ? tr("“%1” is measured at the end of an epoch: there is nothing to be shown yet.")
                             : tr("“%1” has nothing to be shown yet, or nothing of this network."))
                       .arg(instrumentText(instrument))
                 : tr("“%1” was not measured in these runs. Tick it in the form, group “Run”, field “%2”, or press the "
                      "button, and train.")
                       .arg(instrumentText(instrument), plainLabel("probe")));
    }
    m_structure = {{QStringLiteral("missing")}};
    m_stack->setCurrentWidget(m_missing);
    leaveCharts();
}

void InsideTab::showHeat()
{
    const InsideMeasure& chosen = measure();
    if (m_structure.empty()) {
        m_heat->setRuns(runs(), chosen);
        m_heat->setLog(m_log->isChecked());
    }
    if (!m_heat->catchUp()) {
        showMissing(chosen.instrument);
        return;
    }
    m_structure = {{QStringLiteral("heat")}};
    m_stack->setCurrentWidget(m_heat);
    leaveCharts();
}

/// Nothing of another page stays behind.
void InsideTab::leaveCharts()
{
    if (!m_shown.empty()) {
        m_shown.clear();
        Q_EMIT chartsChanged();
    }
}

void InsideTab::showRows(const InsideRows& rows)
{
    auto structure = structureOf(rows);
    if (structure != m_structure) {
        m_structure = std::move(structure);
        makeCharts(rows);
        link(rows);
    }
    std::size_t place = 0;
    for (const auto& row : rows) {
        for (const InsideChart& described : row) {
            LineChart* chart = m_shown.at(place++).second;
            const std::vector<CurveId> ids = chart->curves();
            for (std::size_t i = 0; i < ids.size() && i < described.curves.size(); ++i) {
                const CurveOptions& options = described.curves[i].options;
                if (chart->label(ids[i]) != options.label) {
                    // "after 500": of the last look.
                    chart->setLabel(ids[i], options.label, options.entry);
                }
                chart->replace(ids[i], described.curves[i].points);
                chart->setBand(ids[i], described.curves[i].band);
            }
            chart->refresh();
        }
    }
    if (m_link) {
        m_link->shareRange();
        for (const auto& [name, chart] : m_shown) {
            chart->refresh();
        }
    }
    m_stack->setCurrentWidget(m_chartArea);
}

void InsideTab::makeCharts(const InsideRows& rows)
{
    m_link.reset();
    m_crosshairs.reset();
    m_shown.clear();
    std::vector<std::vector<LineChart*>> places;
    std::size_t used = 0;
    for (const auto& row : rows) {
        places.emplace_back();
        for (const InsideChart& described : row) {
            if (used == m_pool.size()) {
                auto* chart = new LineChart(m_page);
                chart->setObjectName(QStringLiteral("insideChart%1").arg(used));
                chart->setLineScale(m_isPresenting ? kPresentingLineScale : 1);
                m_pool.push_back(chart);
            }
            LineChart* chart = m_pool[used++];
            chart->removeAllCurves();
            chart->setSharedRange({});
            chart->resetZoom();
            chart->setTitle(described.title);
            chart->setAxes(described.x, described.y);
            for (const InsideCurve& curve : described.curves) {
                chart->addCurve(curve.options);
            }
            places.back().push_back(chart);
            m_shown.emplace_back(QStringLiteral("inside-%1").arg(QString::fromStdString(described.name)), chart);
        }
    }
    m_page->setRows(places);
    std::vector<LineChart*> charts;
    for (const auto& [name, chart] : m_shown) {
        charts.push_back(chart);
    }
    m_legend->setCharts(std::move(charts));
    Q_EMIT chartsChanged();
}

void InsideTab::link(const InsideRows& rows)
{
    std::vector<LineChart*> shared;
    std::vector<LineChart*> overIterations;
    std::size_t place = 0;
    for (const auto& row : rows) {
        for (const InsideChart& described : row) {
            LineChart* chart = m_shown.at(place++).second;
            if (described.isShared) {
                shared.push_back(chart);
            }
            if (isOverIterations(described)) {
                overIterations.push_back(chart);
            }
        }
    }
    if (shared.size() > 1) {
        m_link = std::make_unique<ChartLink>(std::move(shared), ChartLink::What::CrosshairAndRange, nullptr);
    }
    if (overIterations.size() > 1) {
        m_crosshairs = std::make_unique<ChartLink>(std::move(overIterations), ChartLink::What::Crosshair, nullptr);
    }
}

void InsideTab::fillUnits()
{
    const std::vector<InsideRun> shown = runs();
    const bool isDrift = question() == Question::Drift;
    const InsideUnit chosen = isDrift ? chosenUnit(shown, m_unit, Question::Drift) : chosenUnit(shown, m_unit);
    const QSignalBlocker ofLayers(m_layerField.combo);
    const QSignalBlocker ofUnits(m_unitField.combo);
    QStringList layers;
    for (const std::string& layer : layersIn(shown, isDrift ? "distribution" : "")) {
        layers << QString::fromStdString(layer);
    }
    QStringList known;
    for (int i = 0; i < m_layerField.combo->count(); ++i) {
        known << m_layerField.combo->itemText(i);
    }
    if (layers != known) {
        m_layerField.combo->clear();
        m_layerField.combo->addItems(layers);
    }
    m_layerField.combo->setCurrentIndex(static_cast<int>(layers.indexOf(QString::fromStdString(chosen.layer))));
    QStringList units;
    for (const std::int64_t channel : channelsOf(shown, chosen.layer)) {
        units << QString::number(channel);
    }
    known.clear();
    for (int i = 0; i < m_unitField.combo->count(); ++i) {
        known << m_unitField.combo->itemText(i);
    }
    if (units != known) {
        m_unitField.combo->clear();
        for (const QString& unit : units) {
            m_unitField.combo->addItem(unit, unit.toLongLong());
        }
    }
    m_unitField.combo->setCurrentIndex(m_unitField.combo->findData(
        chosen.channel ? QVariant::fromValue(static_cast<qlonglong>(*chosen.channel)) : QVariant()));
    const bool hasUnits = (isDrift || m_pageName == kLayerPage) && !m_isPresenting;
    m_layerField.whole->setVisible(hasUnits && !layers.isEmpty());
    m_unitField.whole->setVisible(hasUnits && !units.isEmpty());
}

void InsideTab::showFields()
{
    const bool isHeat = m_pageName == kLayersPage;
    m_pageField.whole->setVisible(!m_isPresenting);
    m_runFields[0].whole->setVisible(!m_isPresenting);
    m_runFields[1].whole->setVisible(!m_isPresenting);
    m_measureField.whole->setVisible(isHeat && !m_isPresenting);
    m_log->setVisible(isHeat && !m_isPresenting);
    // A logarithm has no sign.
    m_log->setEnabled(!measure().isSigned);
    if (isHeat) {
        m_layerField.whole->hide();
        m_unitField.whole->hide();
    }
}

std::vector<NamedChart> InsideTab::charts() const
{
    return m_shown;
}

LineChart* InsideTab::mainChart() const
{
    if (m_shown.empty()) {
        return nullptr;
    }
    return m_page->enlarged() != nullptr ? m_page->enlarged() : m_page->mainChart();
}

void InsideTab::setPresenting(bool presents)
{
    m_isPresenting = presents;
    m_page->setKeepsEnlarged(presents);
    m_heat->setLineSeen(!presents);
    for (LineChart* chart : m_pool) {
        chart->setLineScale(presents ? kPresentingLineScale : 1);
    }
    m_isStale = true;
    if (isVisible()) {
        catchUp(true);
    }
}

QJsonObject InsideTab::choices() const
{
    QJsonObject choices{{QStringLiteral("page"), QString::fromStdString(m_pageName)},
                        {QStringLiteral("measure"), QString::fromLatin1(measure().key)},
                        {QStringLiteral("log"), m_log->isChecked()},
                        {QStringLiteral("layer"), QString::fromStdString(m_unit.layer)}};
    if (m_unit.channel) {
        choices.insert(QStringLiteral("unit"), static_cast<qint64>(*m_unit.channel));
    }
    return choices;
}

void InsideTab::setChoices(const QJsonObject& choices)
{
    const int measure = m_measureField.combo->findData(choices.value(QStringLiteral("measure")).toString());
    if (measure >= 0) {
        m_measureField.combo->setCurrentIndex(measure);
    }
    m_log->setChecked(choices.value(QStringLiteral("log")).toBool());
    m_unit.layer = choices.value(QStringLiteral("layer")).toString().toStdString();
    const QJsonValue unit = choices.value(QStringLiteral("unit"));
    m_unit.channel = unit.isDouble() ? std::optional<std::int64_t>(unit.toInteger()) : std::nullopt;
    m_structure.clear();
    m_isStale = true;
    turnToPage(choices.value(QStringLiteral("page")).toString().toStdString());
}

void InsideTab::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    ResultsTab::changeEvent(event);
}

void InsideTab::retranslate()
{
    const auto name = [](Field& field, const QString& label, const QString& tip) {
        field.label->setText(label);
        field.combo->setToolTip(tip);
        field.combo->setWhatsThis(tip);
        field.combo->setAccessibleName(label);
    };
    name(m_pageField, tr("Show"), tr("A question, all layers at every look, or one layer closely"));
    name(m_runFields[0], tr("of"), tr("The run that is looked into"));
    name(m_runFields[1], tr("beside"), tr("The run that is shown beside it, on the same scale"));
    name(m_measureField, tr("Measure"), tr("What is shown of each layer at each look"));
    name(m_layerField, tr("Layer"), tr("The layer that is looked at closely"));
    name(m_unitField, tr("Unit"), tr("The unit of this layer, or the channel of its images"));
    m_log->setText(tr("Log"));
    m_log->setToolTip(tr("Colours by the logarithm of the value"));
    m_log->setWhatsThis(m_log->toolTip());
    m_verdict->setWhatsThis(tr("What follows from the numbers by fixed rules: whether this run does what the paper "
                               "reports, or whether there is too little to say."));
    m_switchOn->setText(tr("Measure it in the next training"));
    m_switchOn->setWhatsThis(tr("Adds the instrument to those that look in the next training."));
    const QSignalBlocker pages(m_pageField.combo);
    const QSignalBlocker measures(m_measureField.combo);
    m_pageField.combo->clear();
    for (const Question one : questions()) {
        m_pageField.combo->addItem(questionText(one), QString::fromStdString(nameOf(one)));
    }
    m_pageField.combo->addItem(tr("All layers at every look"), QString::fromLatin1(kLayersPage));
    m_pageField.combo->addItem(tr("One layer closely"), QString::fromLatin1(kLayerPage));
    m_pageField.combo->setCurrentIndex(m_pageField.combo->findData(QString::fromStdString(m_pageName)));
    const int chosen = std::max(m_measureField.combo->currentIndex(), 0);
    m_measureField.combo->clear();
    for (const InsideMeasure& one : insideMeasures()) {
        m_measureField.combo->addItem(titleOf(one), QString::fromLatin1(one.key));
    }
    m_measureField.combo->setCurrentIndex(chosen);
    fillRuns();
    m_structure.clear();
    m_isStale = true;
}

}  // namespace normscope::ui
