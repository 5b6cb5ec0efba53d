//! Where plotters draws: its shapes, mapped from the axes' numbers, become shapes of a [`ChartDrawing`].
//!
//! Plotters' styles carry a colour and no class, so the ink is taken up before it draws. Its labels
//! are not used: without fonts it takes a text's bytes for its width.

use std::cell::{RefCell, RefMut};
use std::convert::Infallible;
use std::rc::Rc;

use plotters::coord::Shift;
use plotters::coord::types::RangedCoordf64;
use plotters::element::{Circle, Drawable, PathElement, PointCollection, Polygon, Rectangle};
use plotters::prelude::{BLACK, Cartesian2d, Color, CoordTranslate, DrawingArea, IntoDrawingArea};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, DrawingBackend, DrawingErrorKind};

use super::drawing::{ChartDrawing, Ink, Shape};

/// Of a marker, in tenths of a pixel.
const RADIUS: i32 = 45;

#[derive(Debug)]
struct Canvas {
    drawing: ChartDrawing,
    ink: Ink,
}

/// A drawing shared between plotters, which draws shapes, and us, who write labels.
#[derive(Debug, Clone)]
pub(super) struct SharedCanvas(Rc<RefCell<Canvas>>);

impl SharedCanvas {
    /// An empty one, in tenths of a pixel.
    pub fn new(width: i32, height: i32) -> Self {
        let drawing = ChartDrawing { width, height, ..ChartDrawing::default() };
        Self(Rc::new(RefCell::new(Canvas { drawing, ink: Ink::Base })))
    }

    /// To write on; not while plotters draws.
    pub fn drawing(&self) -> RefMut<'_, ChartDrawing> {
        RefMut::map(self.0.borrow_mut(), |page| &mut page.drawing)
    }

    /// What was drawn.
    pub fn finish(self) -> ChartDrawing {
        std::mem::take(&mut self.drawing())
    }

    fn take_up(&self, ink: Ink) {
        self.0.borrow_mut().ink = ink;
    }

    fn put(&self, shape: Shape) {
        let mut page = self.0.borrow_mut();
        let ink = page.ink;
        page.drawing.shapes.push((ink, shape));
    }
}

type Plotted = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for SharedCanvas {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        let page = self.0.borrow();
        (page.drawing.width.unsigned_abs(), page.drawing.height.unsigned_abs())
    }

    fn ensure_prepared(&mut self) -> Plotted {
        Ok(())
    }

    fn present(&mut self) -> Plotted {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, _: BackendColor) -> Plotted {
        self.put(Shape::Dot(point, 5));
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, _: &S) -> Plotted {
        self.put(Shape::Path(vec![from, to]));
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        one: BackendCoord,
        other: BackendCoord,
        _: &S,
        _: bool,
    ) -> Plotted {
        let from = (one.0.min(other.0), one.1.min(other.1));
        self.put(Shape::Bar(from, (one.0.max(other.0), one.1.max(other.1))));
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        _: &S,
    ) -> Plotted {
        self.put(Shape::Path(path.into_iter().collect()));
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, at: BackendCoord, radius: u32, _: &S, _: bool) -> Plotted {
        self.put(Shape::Dot(at, i32::try_from(radius).unwrap_or(i32::MAX)));
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        _: &S,
    ) -> Plotted {
        self.put(Shape::Area(corners.into_iter().collect()));
        Ok(())
    }
}

/// Left, top, right, bottom of what the axes span, in tenths of a pixel.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub left: i32,
    pub top: i32,
    pub right: i32,
    pub bottom: i32,
}

type Axes = Cartesian2d<RangedCoordf64, RangedCoordf64>;

/// Two axes over a frame of a sheet. `x` runs from left to right, `y` from the bottom up; one that is to run
/// down is given from high to low.
pub(super) struct Plot {
    sheet: SharedCanvas,
    whole: DrawingArea<SharedCanvas, Shift>,
    axes: DrawingArea<SharedCanvas, Axes>,
}

impl Plot {
    /// The axes must be finite and not empty: plotters knows no such thing as a range of one number.
    pub fn new(sheet: &SharedCanvas, frame: Frame, x: (f64, f64), y: (f64, f64)) -> Self {
        let sound = |(low, high): (f64, f64)| {
            if low.is_finite() && high.is_finite() && (high - low).abs() > 0.0 { low..high } else { 0.0..1.0 }
        };
        let pixels =
            (frame.left..frame.right.max(frame.left + 1), frame.bottom.max(frame.top + 1)..frame.top);
        let whole = sheet.clone().into_drawing_area();
        let axes = whole.apply_coord_spec(Axes::new(sound(x), sound(y), pixels));
        Self { sheet: sheet.clone(), whole, axes }
    }

    /// Where a pair of numbers is on the sheet.
    pub fn place(&self, x: f64, y: f64) -> (i32, i32) {
        self.axes.map_coordinate(&(x, y))
    }

    /// A filled rectangle between two corners.
    pub fn bar(&self, ink: Ink, one: (f64, f64), other: (f64, f64)) {
        self.draw(&self.axes, ink, &Rectangle::new([one, other], BLACK.filled()));
    }

    /// A line from point to point.
    pub fn line(&self, ink: Ink, points: Vec<(f64, f64)>) {
        self.draw(&self.axes, ink, &PathElement::new(points, BLACK));
    }

    /// The marker of a series: each has its own form.
    pub fn marker(&self, series: usize, x: f64, y: f64) {
        self.marker_at(series, self.place(x, y));
    }

    /// The same at a place of the sheet, for a key.
    pub fn marker_at(&self, series: usize, (x, y): (i32, i32)) {
        let r = RADIUS;
        let corners = |corners: &[(i32, i32)]| {
            let corners: Vec<_> = corners.iter().map(|(dx, dy)| (x + dx, y + dy)).collect();
            self.draw(&self.whole, Ink::Series(series), &Polygon::new(corners, BLACK.filled()));
        };
        match series % 4 {
            0 => self.draw(&self.whole, Ink::Series(series), &Circle::new((x, y), r, BLACK.filled())),
            1 => corners(&[(-40, -40), (40, -40), (40, 40), (-40, 40)]),
            2 => corners(&[(0, -r - 5), (r + 5, r - 5), (-r - 5, r - 5)]),
            _ => corners(&[(0, -r - 15), (r + 15, 0), (0, r + 15), (-r - 15, 0)]),
        }
    }

    /// A small cross: nothing was reported here.
    pub fn cross(&self, (x, y): (i32, i32)) {
        for slope in [-30, 30] {
            let ends = vec![(x - 30, y - slope), (x + 30, y + slope)];
            self.draw(&self.whole, Ink::Gap, &PathElement::new(ends, BLACK));
        }
    }

    /// A filled rectangle of the sheet, for tiles and keys.
    pub fn block(&self, ink: Ink, one: (i32, i32), other: (i32, i32)) {
        self.draw(&self.whole, ink, &Rectangle::new([one, other], BLACK.filled()));
    }

    /// A line on the sheet.
    pub fn stroke(&self, ink: Ink, from: (i32, i32), to: (i32, i32)) {
        self.draw(&self.whole, ink, &PathElement::new(vec![from, to], BLACK));
    }

    /// Stripes over a rectangle of the sheet: upright, the shortest to write.
    pub fn stripes(&self, one: (i32, i32), other: (i32, i32)) {
        let mut x = one.0 + 40;
        while x < other.0 {
            self.stroke(Ink::Hatch, (x, one.1), (x, other.1));
            x += 120;
        }
    }

    fn draw<'e, C, E>(&self, area: &DrawingArea<SharedCanvas, C>, ink: Ink, element: &'e E)
    where
        C: CoordTranslate,
        &'e E: PointCollection<'e, C::From>,
        E: Drawable<SharedCanvas>,
    {
        self.sheet.take_up(ink);
        area.draw(element).expect("a sheet cannot fail, and nobody holds it while plotters draws");
    }
}
