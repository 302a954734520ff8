#pragma once

#include <QPointF>
#include <QWidget>
#include <optional>
#include <set>
#include <string>

#include "ui/network/NetworkDocument.h"
#include "ui/network/NetworkOverview.h"
#include "ui/network/NetworkPainter.h"

namespace normscope::ui
{

/// The network as it is set up, drawn: to be looked at closely, and changed by mouse and keyboard.
///
/// The wheel, two fingers and the keys + and − zoom, 0 shows all of it; dragging the ground moves it. A click on a BN
/// block, or Space, switches it; a double click, or Enter, opens what is folded. Arrows walk along the lines. A line
/// drawn from one block to a later one is a shortcut. Follows the size of its place until somebody zooms;
/// what is then out of sight is in the overview in the corner, in which a click or a drag moves the drawing.
class NetworkView : public QWidget
{
    Q_OBJECT

  public:
    /// What is dragged from the palette onto a line: a kind as GraphEdits.h calls it.
    static constexpr const char* kKindFormat = "application/x-normscope-layer";

    /// The document outlives the view.
    explicit NetworkView(NetworkDocument& document, QWidget* parent = nullptr);

    [[nodiscard]] const NetworkPicture& picture() const { return m_picture; }
    /// The node or scope that is chosen; empty where none is.
    [[nodiscard]] const std::string& chosen() const { return m_chosen; }
    void choose(const std::string& name);
    /// Where the next kind is put: the line that is chosen, or the one behind the chosen block. {from, to} as
    /// graph::inserted() takes them; none where nothing can be put in.
    [[nodiscard]] std::optional<std::pair<std::string, std::string>> placeToInsert() const;

    /// Draws the network of that variant. Without BN its positions are ghosts; others than these two cannot be edited.
    void setVariant(const std::string& variant);
    [[nodiscard]] bool isEditable() const;
    /// Where it cannot be edited, true, and refused() says so.
    bool refusesEdits();

    /// Shows all of it, and goes on doing so.
    void fit();
    void zoom(double factor, const QPointF& at);
    [[nodiscard]] double scale() const { return m_scale; }
    /// A shortcut begins at the chosen block; it ends where S is pressed next.
    void startShortcut();
    /// Opens or folds what is chosen, or the scope that it is in.
    void toggleFold();
    void foldAll(bool isFolded);
    [[nodiscard]] bool canFold() const;

    /// The pixel in the middle of a block, for menus and tests; the widget's middle where there is none.
    [[nodiscard]] QPointF placeOf(const std::string& name) const;

  Q_SIGNALS:
    void chosenChanged();
    /// Somebody wants to put something in, to change the numbers, or for all that can be done here.
    void insertRequested();
    void editRequested();
    void menuRequested(const QPoint& at);
    /// Why something cannot be done.
    void refused(const QString& why);

  protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

  private:
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

    void rebuild();
    void layOutAnew();
    void layOutElsewhere();
    void fillPlace();
    void describe();
    [[nodiscard]] QPointF toDrawing(const QPointF& pixel) const { return (pixel - m_offset) / m_scale; }
    /// What of the drawing is seen.
    [[nodiscard]] QRectF seen() const { return {toDrawing({0, 0}), QSizeF(size()) / m_scale}; }
    [[nodiscard]] QRectF overview() const { return overviewPlace(m_picture, seen(), size()); }
    /// Moves the drawing so that what the pixel of the overview stands for is in the middle.
    void lookAt(const QPointF& pixel);
    [[nodiscard]] std::size_t blockAt(const QPointF& pixel) const;
    [[nodiscard]] std::size_t edgeAt(const QPointF& pixel) const;
    [[nodiscard]] std::size_t chosenBlock() const;
    void chooseBlock(std::size_t block);
    void ensureSeen(std::size_t block);
    void walk(int key);
    void toggle(std::size_t block);
    void addShortcut(std::size_t from, std::size_t to);
    void showRefusal(const Status& status);
    /// The node that a line comes from or leads to: of what is folded the one within.
    [[nodiscard]] std::optional<std::pair<std::string, std::string>> endsOf(std::size_t edge) const;

    NetworkDocument& m_document;
    NetworkPicture m_picture;
    std::set<std::string> m_folded;
    bool m_isFoldingItself = true;  ///< nobody has folded or opened anything: large networks are folded
    bool m_isFollowing = true;      ///< it fills its place
    double m_scale = 1;
    QPointF m_offset;
    std::string m_chosen;
    NetworkMarks m_marks;
    std::optional<QPointF> m_pressed;  ///< where the button went down
    QPointF m_last;
    bool m_isDragging = false;
    QRectF m_overview;  ///< while it is dragged in: it keeps its place
    std::size_t m_pressedBlock = kNone;
};

}  // namespace normscope::ui
